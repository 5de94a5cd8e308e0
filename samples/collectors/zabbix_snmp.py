"""Talks to Zabbix' API for the script zabbix-snmp beside it, and prints what it said."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request

WORK, TEMPLATE = sys.argv[1:]
AUTH = None


def call(method, params):
    body = {"jsonrpc": "2.0", "method": method, "params": params, "id": 1}
    if AUTH:
        body["auth"] = AUTH
    request = urllib.request.Request(
        "http://127.0.0.1:8099/api_jsonrpc.php", json.dumps(body).encode(), {"Content-Type": "application/json-rpc"})
    answer = json.loads(urllib.request.urlopen(request, timeout=30).read())
    if "error" in answer:
        raise SystemExit(f"{method}: {answer['error']}")
    return answer["result"]


def wait(what, condition, most):
    begin = time.time()
    while not condition():
        if time.time() - begin > most:
            raise SystemExit(f"not within {most} s: {what}\nproblems {problems()}\nvalues {values()}")
        time.sleep(1)
    print(f"{what}: after {time.time() - begin:.0f} s")


def items():
    return call("item.get", {"hostids": [HOST], "output": ["key_", "lastvalue", "error"]})


def values():
    return {item["key_"]: item["lastvalue"] for item in items()}


def problems():
    return sorted(problem["name"] for problem in call("problem.get", {"hostids": [HOST]}))


def show(when):
    known = values()
    nodes = {key[len("awa.node.status["):-1]: value for key, value in known.items() if key.startswith("awa.node.status[")}
    print(f"{when}: online {known['awa.cluster.online']} of {known['awa.cluster.total']}, quorum {known['awa.cluster.quorum']},"
          f" severity {known['awa.cluster.severity']}, status of nodes {nodes}, problems {problems()}")


AUTH = call("user.login", {"username": "Admin", "password": "zabbix"})
one = {"createMissing": True, "updateExisting": True}
source = open(TEMPLATE).read()
# Nobody wants to wait for half a minute here.
source = source.replace("delay: 30s", "delay: 2s").replace("delay: 1m", "delay: 3s")
call("configuration.import", {"format": "yaml", "source": source, "rules": {
    "groups": {"createMissing": True}, "templates": one, "items": one, "triggers": one, "discoveryRules": one,
    "graphs": one, "valueMaps": one}})
template = call("template.get", {"filter": {"host": "AWA by SNMP"}})[0]["templateid"]
group = call("hostgroup.get", {"limit": 1})[0]["groupid"]
HOST = call("host.create", {
    "host": "awa", "groups": [{"groupid": group}], "templates": [{"templateid": template}],
    "interfaces": [{"type": 2, "main": 1, "useip": 1, "ip": "127.0.0.1", "dns": "", "port": "1161", "details": {
        "version": 3, "bulk": 1, "securityname": "monitor", "securitylevel": 2,
        "authprotocol": 3, "authpassphrase": "look-at-me", "privprotocol": 1, "privpassphrase": "and-not-at-this"}}]})["hostids"][0]
print("imported, host made")

wait("three nodes discovered, all online", lambda: [
    value for key, value in values().items() if key.startswith("awa.node.status[")] == ["2"] * 3, 180)
wait("no problem", lambda: not problems(), 60)
show("before")
os.kill(int(open(f"{WORK}/db-3.pid").read()), signal.SIGKILL)
wait("db-3 is red after kill -9", lambda: "AWA: db-3 is offline" in problems(), 60)
wait("the notification of its loss has come", lambda: any(
    "process ended" in value for key, value in values().items() if key.startswith("snmptrap[")), 60)
show("during")
subprocess.Popen([f"{WORK}/start", "db-3", "7803"])
wait("green again after its start", lambda: not problems(), 60)
show("after")
broken = {item["key_"]: item["error"] for item in items() if item["error"]}
if broken:
    raise SystemExit(f"items that do not work: {broken}")
print("every item works")
