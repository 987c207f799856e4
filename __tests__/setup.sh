#!/usr/bin/env bash
# What the tests need beside npm's packages. Installs it on Debian and Ubuntu; elsewhere names what is missing.
set -euo pipefail

missing=()
# need COMMAND PACKAGE
need() { command -v "$1" > /dev/null || missing+=("$2"); }
need shellcheck shellcheck
need cloud-init cloud-init
need mkfs.ext4 e2fsprogs
need lsblk util-linux
need curl curl
need systemd-analyze systemd

if [[ ${#missing[@]} -gt 0 ]]; then
  if [[ $EUID -eq 0 ]] && command -v apt-get > /dev/null; then
    echo "installing for the tests: ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
  else
    echo "the tests need: ${missing[*]}" >&2
    echo "  Debian, Ubuntu:              sudo apt-get install ${missing[*]}" >&2
    echo "  Fedora, Alibaba Cloud Linux: sudo dnf install ${missing[*]/shellcheck/ShellCheck}" >&2
    exit 1
  fi
fi

if ! command -v terraform > /dev/null; then
  echo "the tests need terraform 1.5 or later on PATH" >&2
  exit 1
fi
