#!/bin/sh
# Serve the book in a container or a Codespace, whose forwarded port has a name of its own.
set -eu
name=""
if [ -n "${CODESPACE_NAME:-}" ]; then
    name="$CODESPACE_NAME-8400.${GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN:-app.github.dev}"
    echo "Open the link below with https://$name instead of http://127.0.0.1:8400"
fi
exec .venv/bin/grader start --no-browser ${name:+--allow-host "$name"}
