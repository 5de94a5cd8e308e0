# Sourced by nagios and icinga: three real servers of AWA that answer by SNMP, on loopback; a scene, in which one is killed and
# started again; and what a status file in the form of Nagios says of it.
# shellcheck shell=bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/../../awa" --version >&2
launcher=$(cd "$here/../../awa-standalone/target/awa" && pwd)
work=$(mktemp -d)
pids=()
cleanup() {
  if [ "${#pids[@]}" -gt 0 ]; then
    kill "${pids[@]}" 2>/dev/null || true
    for _ in $(seq 100); do
      kill -0 "${pids[@]}" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "${pids[@]}" 2>/dev/null || true
  fi
  for file in "$work"/*.pid; do [ ! -e "$file" ] || kill -9 "$(cat "$file")" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT

cat >"$work/awa.properties" <<'END'
awa.snmp.enabled=true
awa.snmp.users.monitor.auth-password=look-at-me
awa.snmp.users.monitor.priv-password=and-not-at-this
awa.snmp.trap.console.target=127.0.0.1:11162
END
chmod 600 "$work/awa.properties"
start() {
  mkdir -p "$work/$1"
  (cd "$work/$1" && exec "$launcher/bin/awa" server --name "$1" --port "$2" --config "$work/awa.properties" --no-input "${@:3}") \
    >>"$work/$1.log" 2>&1 &
  echo $! >"$work/$1.pid"
  disown
}
status() { "$launcher/bin/awa" status --data "$work/db-1/data"; }
start db-1 7801 --first
timeout 60 bash -c "until '$launcher/bin/awa' status --data '$work/db-1/data' >/dev/null 2>&1; do sleep 0.5; done"
start db-2 7802 --join 127.0.0.1:7801
start db-3 7803 --join 127.0.0.1:7801
for _ in $(seq 60); do
  if status 2>/dev/null | grep -q '3 of 3 online'; then break; fi
  sleep 0.5
done

mkdir "$work/snmp"
cat >"$work/snmp/snmp.conf" <<'END'
defSecurityName   monitor
defAuthType       SHA-256
defAuthPassphrase look-at-me
defPrivType       AES
defPrivPassphrase and-not-at-this
END
# Hands notifications to the command file of the console.
cat >"$work/snmptrapd.conf" <<END
createUser monitor SHA-256 look-at-me AES and-not-at-this
authUser log,execute monitor priv
traphandle default $launcher/bin/trap_awa $work/console.cmd ${service:-AWA}
END
PATH=$PATH:/usr/sbin
SNMP_PERSISTENT_DIR=$work/trapd snmptrapd -f -C -c "$work/snmptrapd.conf" -m '' -On -Lf "$work/received" 127.0.0.1:11162 >/dev/null 2>&1 &
pids+=($!)
# shellcheck disable=SC2034 # both scripts run it
config=("$launcher/bin/awa" nagios config --data "$work/db-1/data" --hosts 127.0.0.1:1161,127.0.0.1:1162,127.0.0.1:1163)

# KIND NAME: its state, once it is a hard one, and what the plugin said.
look() {
  awk -v kind="$1" -v name="$2" '
    /^[a-z]+ \{/ { block = $1; host = ""; state = ""; output = ""; checked = 0; hard = 0 }
    /^\thost_name=/ { host = substr($0, 12) }
    /^\tcurrent_state=/ { state = substr($0, 16) }
    /^\tstate_type=/ { hard = substr($0, 13) }
    /^\thas_been_checked=/ { checked = substr($0, 19) }
    /^\tplugin_output=/ { output = substr($0, 16); sub(/ +$/, "", output) }
    /^\t\}/ { if (block == kind && host == name && checked + hard == 2 && output != "") print state " " output }' \
    "$work/status.dat" 2>/dev/null
}
await() {
  for _ in $(seq 90); do
    said=$(look "$1" "$2" || true)
    case $said in "$3 "*) return 0 ;; esac
    sleep 1
  done
  echo "$1 $2 is not $3: $said" >&2
  exit 1
}
show() {
  echo "$1"
  for name in db-1 db-2 db-3 awa-awa; do echo "  hoststatus $name: $(look hoststatus $name)"; done
  echo "  servicestatus: $(look servicestatus awa-awa)"
}
# How often a notification about db-3 made the console look at its host.
tellings() { commands | grep -c 'HOST_CHECK;db-3' || true; }
awaitTelling() {
  for _ in $(seq 90); do
    if [ "$(tellings)" -ge "$1" ]; then return 0; fi
    sleep 1
  done
  echo "no notification about db-3 has come: $(commands)" >&2
  exit 1
}
scene() {
  for name in db-1 db-2 db-3 awa-awa; do await hoststatus $name 0; done
  await servicestatus awa-awa 0
  show before
  told=$(tellings)
  kill -9 "$(cat "$work/db-3.pid")"
  await servicestatus awa-awa 2
  await hoststatus db-3 1
  await hoststatus awa-awa '0 AWA OK - awa: 2 of 3'
  show 'during, after kill -9 of db-3'
  awaitTelling $((told + 1)) # after awa.notify.hold
  start db-3 7803
  await hoststatus db-3 0
  await servicestatus awa-awa 0
  await hoststatus awa-awa '0 AWA OK - awa: 3 of 3'
  show 'after its start'
  awaitTelling $((told + 2))
  echo 'what its notifications made the console look at'
  commands | sed 's/^/  /'
}
