# Sourced by ./run and ./test: says what is being done and installs what is missing.

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
fail() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# packages_of SECTION...: the packages that packages.txt lists under these headings.
packages_of() {
    for section in "$@"; do
        awk -v wanted="# [$section]" '/^# \[/ { inside = ($0 == wanted); next } inside && NF && !/^#/' packages.txt
    done
}

# install_missing SECTION...: installs the packages that this machine lacks, by apt. What came another way (a newer
# nodejs with its npm, say) counts when a command of the package's name is there.
install_missing() {
    command -v dpkg-query >/dev/null || fail "this needs Debian 12 or a system like it (no dpkg here); docs/operating.md lists what to install by hand"
    local package missing=()
    for package in $(packages_of "$@"); do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            command -v "$package" >/dev/null || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "these packages are missing and there is no sudo to install them with; as root: apt-get install ${missing[*]}"
        root=(sudo)
    fi
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    "${root[@]}" apt-get update -qq || fail "apt-get update failed: is there a network?"
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        fail "apt-get could not install: ${missing[*]}"
}

# build PRESET TARGET...: configures once and builds what has changed.
build() {
    local preset=$1; shift
    if [ ! -f "build/$preset/build.ninja" ]; then
        say "Configuring build/$preset"
        mkdir -p build
        cmake --preset "$preset" >"build/configure-$preset.log" 2>&1 ||
            { cat "build/configure-$preset.log" >&2; fail "cmake could not configure; its messages stand above"; }
    fi
    say "Building ($preset; the first time takes some minutes)"
    cmake --build "build/$preset" ${1:+--target "$@"} || fail "the build failed; its messages stand above"
}
