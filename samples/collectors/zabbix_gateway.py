"""Asks a Zabbix Java gateway what the template would ask it, as a Zabbix server does, and prints each value.

zabbix_gateway.py GATEWAY_HOST:PORT JMX_HOST:PORT USER PASSWORD TEMPLATE     exit 0: every item has a value, 1: not
"""
import json
import re
import socket
import struct
import sys


def ask(gateway, request):
    host, port = gateway.split(":")
    data = json.dumps(request).encode()
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(b"ZBXD\x01" + struct.pack("<Q", len(data)) + data)
        answer = b""
        while True:
            part = connection.recv(65536)
            if not part:
                break
            answer += part
    return json.loads(answer[13:])


def main():
    gateway, jmx, user, password, template = sys.argv[1:]
    text = open(template, encoding="utf-8").read()
    keys = [key.replace("''", "'") for key in re.findall(r"^\s+key: '(.*)'$", text, re.M)]
    base = {
        "request": "java gateway jmx",
        "jmx_endpoint": f"service:jmx:rmi:///jndi/rmi://{jmx}/jmxrmi",
        "username": user,
        "password": password,
    }
    missing = 0
    prototypes = []
    for key in keys:
        if key.startswith("jmx.discovery"):
            answer = ask(gateway, dict(base, keys=[key]))
            found = json.loads(answer["data"][0]["value"]) if "value" in answer.get("data", [{}])[0] else []
            found = found.get("data", []) if isinstance(found, dict) else found
            print(f"{key}: {[each.get('{#JMXOBJ}') for each in found]}")
            missing += not found
            prototypes = found
            continue
        for bean in prototypes:
            real = key.replace("{#JMXOBJ}", bean["{#JMXOBJ}"])
            answer = ask(gateway, dict(base, keys=[real]))
            value = answer.get("data", [{}])[0]
            if "value" not in value:
                missing += 1
            print(f"{real} = {value.get('value', 'MISSING: ' + json.dumps(answer))}")
    sys.exit(1 if missing else 0)


main()
