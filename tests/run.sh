#!/usr/bin/env bash
# Installs what is needed, builds, and runs every test. Ends with 0 only if all of them pass.
set -euo pipefail
cd "$(dirname "$0")/.."
source installer/packages.sh
install_packages build_packages test_packages

cmake --preset dev >.build-configure.log 2>&1 || { cat .build-configure.log; exit 1; }
rm -f .build-configure.log
cmake --build --preset dev
if [ -d ../shared/data ]; then
    echo "The tests use the real mail in ../shared/data."
else
    echo "No ../shared/data: the tests use the small fixtures in tests/data only."
fi
ctest --preset dev --parallel "$(nproc)" "$@"
