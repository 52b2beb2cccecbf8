#!/usr/bin/env bash
# Draws docs/images/story.png, the picture in the README: an example story as `sitrep read --format html` shows it.
# Needs a chromium on the path; run it from the repository's root after a change of the page or the engine.
set -euo pipefail
story=${1:-examples/khartoum-power-station.txt}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python -m sitrep read "$story" --format html > "$folder/story.html"
chromium --headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run \
  --user-data-dir="$folder/profile" --hide-scrollbars --window-size=1280,1150 \
  --screenshot="$folder/story.png" "file://$folder/story.html" 2> /dev/null
mv "$folder/story.png" docs/images/story.png
