#!/usr/bin/env bash
# What the tests need beside npm's packages; with --lab also what the tests of the rehearsal need. Installs it on Debian
# and Ubuntu; elsewhere names what is missing.
set -euo pipefail

apt=()
dnf=()
# need COMMAND PACKAGE [PACKAGE ON FEDORA]
need() {
  command -v "$1" > /dev/null && return
  [[ " ${apt[*]-} " == *" $2 "* ]] || apt+=("$2")
  [[ " ${dnf[*]-} " == *" ${3:-$2} "* ]] || dnf+=("${3:-$2}")
}
need shellcheck shellcheck ShellCheck
need cloud-init cloud-init
need mkfs.ext4 e2fsprogs
need lsblk util-linux
need curl curl
need wget wget
need systemd-analyze systemd
need javac openjdk-17-jdk-headless java-17-openjdk-devel
need patch patch
browsers=(chromium-headless-shell chromium chromium-browser google-chrome)
is_ubuntu() { [[ -r /etc/os-release && $(< /etc/os-release) == *$'\n'ID=ubuntu* ]]; }
command -v "${browsers[@]}" > /dev/null || is_ubuntu || need chromium-headless-shell chromium-headless-shell chromium

if [[ ${1-} == --lab ]]; then
  need unshare util-linux
  need setpriv util-linux
  need losetup mount util-linux
  need ip iproute2 iproute
  need sysctl procps procps-ng
  need nft nftables
  need haproxy haproxy
  need dnsmasq dnsmasq-base dnsmasq
  need debootstrap debootstrap
  need mkfs.xfs xfsprogs
  need ssh openssh-client openssh-clients
  need ssh-keygen openssh-client openssh-clients
  need mvn maven
  need tar tar
fi

if [[ ${#apt[@]} -gt 0 ]]; then
  if [[ $EUID -eq 0 ]] && command -v apt-get > /dev/null; then
    echo "installing for the tests: ${apt[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${apt[@]}" > /dev/null
  else
    echo "the tests need: ${apt[*]}" >&2
    echo "  Debian, Ubuntu:              sudo apt-get install ${apt[*]}" >&2
    echo "  Fedora, Alibaba Cloud Linux: sudo dnf install ${dnf[*]}" >&2
    exit 1
  fi
fi

if ! command -v terraform > /dev/null; then
  echo "the tests need terraform 1.5 or later on PATH" >&2
  exit 1
fi

if ! command -v "${browsers[@]}" > /dev/null; then
  echo "the tests need Google Chrome on PATH; Ubuntu's Chromium is a snap and cannot read the tests' files" >&2
  exit 1
fi
