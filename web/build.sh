#!/usr/bin/env bash
# Builds the TypeScript SDK and, with it, the web app into target/classes/web. Does nothing where neither has changed since.
# Called by Maven; needs Node 20.19 or newer with npm.
set -euo pipefail
cd "$(dirname "$0")"
sdk=../client/typescript
stamp=target/web.stamp

refuse() {
  printf '[ERROR] %s\n' "$@"
  exit 1
}

# The SDK's schema.ts is made from openapi.json by its own build.
if [[ -f $stamp && -f target/classes/web/index.html ]] &&
  [[ -z $(find build.sh index.html package-lock.json tsconfig.json vite.config.ts src public "$sdk/src" "$sdk"/*.json "$sdk/scripts" \
    -type f -not -name schema.ts -newer "$stamp" -print -quit) ]]; then
  exit 0
fi

type -P node >/dev/null && type -P npm >/dev/null ||
  refuse "The web app is built with Node 20.19 or newer, and there is no node and npm on PATH." \
    "Debian, Ubuntu: https://nodejs.org/en/download, or apt-get install nodejs npm where that is new enough."
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  refuse "The web app is built with Node 20.19 or newer, and node here is $(node --version)."

# Installs what the lock names, where that is not there yet.
install() {
  [[ $1/node_modules/.package-lock.json -nt $1/package-lock.json ]] ||
    npm --prefix "$1" ci --no-audit --no-fund --loglevel=error || refuse "npm could not install what $1 is made of."
}

mkdir -p target
touch "$stamp.began"
install "$sdk"
npm --prefix "$sdk" run --silent build || refuse "The TypeScript SDK could not be built."
install .
npm run --silent build || refuse "The web app could not be built."
mv "$stamp.began" "$stamp"
