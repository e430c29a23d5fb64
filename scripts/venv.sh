#!/bin/sh
# Install the lock file named by $1 into .venv, making .venv first with the best Python this machine offers.
set -eu

new_enough() {
    "$@" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null
}

pyenv_python() {
    command -v pyenv >/dev/null || return 1
    for version in $(pyenv versions --bare 2>/dev/null | grep -E '^3\.(1[2-9]|[2-9][0-9])(\.[0-9]+)?$' | sort -t. -k2,2nr -k3,3nr); do
        candidate="$(pyenv root)/versions/$version/bin/python"
        new_enough "$candidate" && echo "$candidate" && return 0
    done
    return 1
}

find_python() {
    for candidate in ${PYTHON_FOR_VENV:-} python3.13 python3.14 python3.12 python3 python; do
        path=$(command -v "$candidate" 2>/dev/null) || continue
        new_enough "$path" && echo "$path" && return 0
    done
    pyenv_python && return 0
    command -v uv >/dev/null && uv python find '>=3.12' 2>/dev/null && return 0
    return 1
}

if ! new_enough .venv/bin/python; then
    if ! python=$(find_python); then
        cat >&2 <<'SAY'
Byline needs Python 3.12 or newer, and none was found here. One of these brings it:
  Debian, Ubuntu   apt install python3 python3-venv
  macOS            brew install python
  pyenv            pyenv install 3.13
  uv               uv python install 3.13
Then run the same command again.
SAY
        exit 1
    fi
    echo "Making .venv with $("$python" --version)"
    rm -rf .venv
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "That Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2
        exit 1
    fi
fi

echo "Installing $1"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$1"
