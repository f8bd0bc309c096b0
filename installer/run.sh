#!/usr/bin/env bash
# Installs what is needed, builds, and starts a trial of Postern on this machine. Options:
#   --once   send the sample messages, show what became of them, and stop; ends with 0 only if every fate is the right one
set -euo pipefail
cd "$(dirname "$0")/.."
source installer/packages.sh

once=0
for argument in "$@"; do
    case $argument in
    --once) once=1 ;;
    *) echo "usage: bash installer/run.sh [--once]" >&2; exit 2 ;;
    esac
done

install_packages build_packages
echo "Building Postern. The first time this takes some minutes."
cmake --preset release -DPOSTERN_TESTS=OFF >.build-configure.log 2>&1 || { cat .build-configure.log; exit 1; }
rm -f .build-configure.log
cmake --build --preset release

# Run by root, the gateway belongs to a system user of its own, and its programs must be readable by that user.
programs=$PWD/.build/release/bin
as_user=()
data=${XDG_DATA_HOME:-$HOME/.local/share}/postern/trial
if [ "$(id -u)" = 0 ]; then
    id postern >/dev/null 2>&1 || useradd --system --home-dir /var/lib/postern --shell /usr/sbin/nologin postern
    cmake --install .build/release --prefix /opt/postern >/dev/null
    programs=/opt/postern/bin
    data=/var/lib/postern/trial
    install -d -o postern -g postern -m 0700 /var/lib/postern "$data"
    as_user=(setpriv --reuid=postern --regid=postern --init-groups env HOME=/var/lib/postern)
fi
mkdir -p "$data" && chmod 700 "$data"
ctl() { "${as_user[@]}" "$programs/posternctl" --data "$data" "$@"; }

gateway=
stop() { [ -z "$gateway" ] || { kill -TERM "$gateway" 2>/dev/null && wait "$gateway"; } || true; }
if ctl status >/dev/null 2>&1; then
    echo "A trial gateway is running already; it is used."
else
    ready=$(mktemp -u)
    mkfifo -m 600 "$ready"
    [ "$(id -u)" != 0 ] || chown postern "$ready"
    # Port 2525 if it is free, so that the examples below stay the same; any free port otherwise.
    port=2525
    (exec 3<>/dev/tcp/127.0.0.1/2525) 2>/dev/null && port=0
    "${as_user[@]}" "$programs/posternd" --data "$data" --trial --listen "127.0.0.1:$port" --api 127.0.0.1:0 >"$ready" 2>>"$data.log" &
    gateway=$!
    trap stop EXIT
    read -r line <"$ready" || true
    rm -f "$ready"
    case ${line:-} in
    ready*) echo "The trial gateway serves: ${line#ready }" ;;
    *) echo "The trial gateway did not start. The end of $data.log:" >&2; tail -5 "$data.log" >&2; exit 1 ;;
    esac
fi
if [ $once = 0 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "Starting the window. The gateway stops with it."
    "$programs/postern" --data "$data"
    exit
fi

echo
status=0
ctl samples send --all || status=$?
if [ $once = 1 ]; then
    exit $status
fi
smtp=$(ctl --json status | sed -n 's/.*"smtp": *"\([^"]*\)".*/\1/p')
cat <<TEXT

Send a message of your own:  $programs/posternctl --data $data send FILE.eml --from you@example.org --to alice@trial.test
or with any mail program:    SMTP server $smtp, recipients alice, bob and carol at trial.test
See what became of it:       $programs/posternctl --data $data messages
Look into the test mailbox:  $programs/posternctl --data $data mailbox list
TEXT
if [ -n "$gateway" ]; then
    echo "Stop the gateway:            Ctrl+C here, or kill $gateway"
    trap 'stop; trap - EXIT; exit 0' INT TERM
    wait "$gateway" || true
fi
