#!/bin/sh
# Make the environment in $1 from requirements.lock, with every hash checked. Run again, it repairs itself.
set -eu
venv=$1

say() { printf '%s\n' "$*" >&2; }

usable() {
    "$1" -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13)))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 && usable "$name"; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

if ! python=$(find_python); then
    found=$(python3 --version 2>&1 || echo "no python3")
    say "The course needs Python 3.11, 3.12 or 3.13. Found: $found. Next: install one (Debian: sudo apt-get install python3 python3-venv), or: make setup PYTHON=/path/to/python3.12"
    exit 2
fi

# A half-made environment cannot be trusted to say so itself: ask it to run.
if [ -e "$venv" ] && ! usable "$venv/bin/python"; then
    rm -rf "$venv"
fi

if command -v uv >/dev/null 2>&1; then
    [ -e "$venv/bin/python" ] || uv venv --quiet --python "$python" "$venv"
    say "Installing from requirements.lock with uv …"
    VIRTUAL_ENV="$PWD/$venv" uv pip install --quiet --python "$venv/bin/python" --require-hashes -r requirements.lock
    VIRTUAL_ENV="$PWD/$venv" uv pip install --quiet --python "$venv/bin/python" --no-deps -e .
    exit 0
fi

if [ ! -e "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    if ! "$python" -m venv --clear "$venv" >/dev/null 2>&1; then
        rm -rf "$venv"
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        say "Python $version here cannot make environments. Next: sudo apt-get install python$version-venv, then run make again"
        exit 2
    fi
fi
say "Installing from requirements.lock with pip; the first time takes a few minutes …"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -e .
