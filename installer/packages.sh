# Debian packages and why each is needed. Sourced by run.sh here and by tests/run.sh; needs bash.

build_packages=(
    "g++                       compiler"
    "cmake                     build system"
    "ninja-build               build system"
    "ccache                    makes the next build quick"
    "pkg-config                finds libraries"
    "qt6-base-dev              Qt: vocabulary, SQL, network, widgets"
    "libqt6sql6-sqlite         Qt: SQLite driver"
    "qt6-base-dev-tools        Qt: code generators"
    "qt6-tools-dev             Qt: translations"
    "qt6-tools-dev-tools       Qt: translations"
    "qt6-l10n-tools            Qt: translations"
    "qt6-svg-dev               Qt: icons"
    "qt6-charts-dev            Qt: charts"
    "libqt6opengl6-dev         needed by the charts"
    "libgl1-mesa-dev           needed by Qt's widgets"
    "libboost1.81-dev          Asio and Beast: sockets, coroutines, HTTP"
    "libssl-dev                TLS"
    "libexpected-dev           results as values"
    "libgmime-3.0-dev          MIME"
    "libclamav-dev             virus engine"
    "libarchive-dev            archives"
    "libicu-dev                character sets"
    "libidn2-dev               international domain names"
    "libpsl-dev                public suffixes"
    "libunbound-dev            names: DNS with DNSSEC"
    "libldap-dev               directories: recipients from LDAP"
    "libmaxminddb-dev          country of an address"
    "libre2-dev                regular expressions in linear time"
    "libseccomp-dev            sandbox of the scanner"
    "libcli11-dev              command lines"
    "libtomlplusplus-dev       configuration file"
    "fonts-inter               the window's font"
    "fonts-noto-cjk            the window's Japanese font"
)

test_packages=(
    "python3                   integration tests"
    "postfix                   a real next hop and client in the tests"
    "procps                    looks at processes"
    "zstd                      unpacks the test data"
    "openssl                   TLS from the command line"
    "swaks                     SMTP from the command line"
    "nsd                       a real name server in the tests"
    "ldnsutils                 signs its zones"
    "slapd                     a real LDAP directory in the tests"
    "clamav-testfiles          harmless files that a virus engine must find"
    "fonts-dejavu-core         the window's font for code"
)

bench_packages=(
    "postfix                   the server to compare with, and its load tools"
    "rspamd                    its spam filter"
    "clamav-daemon             its virus scanner"
)

# install_packages LIST...: installs what is missing of the named lists, says what and why, asks nothing.
install_packages() {
    local list line name missing=() reasons=()
    for list in "$@"; do
        local -n lines=$list
        for line in "${lines[@]}"; do
            name=${line%% *}
            dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' && continue
            missing+=("$name")
            reasons+=("$line")
        done
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing ${#missing[@]} packages from Debian:"
    printf '  %s\n' "${reasons[@]}"
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { echo "Installing needs root: run as root, or install sudo." >&2; return 1; }
        as_root=(sudo)
    fi
    # Services of the packages are not started: the tests start their own, unprivileged, and stop them.
    local policy=/usr/sbin/policy-rc.d made_policy=0
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee $policy >/dev/null && "${as_root[@]}" chmod 755 $policy && made_policy=1
    fi
    "${as_root[@]}" apt-get update -qq \
        && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    local status=$?
    [ $made_policy = 1 ] && "${as_root[@]}" rm -f $policy
    [ $status = 0 ] || echo "The packages could not be installed; the messages above say why." >&2
    return $status
}
