#!/bin/sh
# Exchanges the identity token of a pipeline's job for temporary credentials of Alibaba Cloud (STS AssumeRoleWithOIDC), in
# the environment variables that the provider and the OSS backend read. In GitHub Actions later steps see them, masked;
# elsewhere: credentials=$(sh assume-role.sh) && eval "$credentials"
#
# ROLE_ARN           acs:ram::<account>:role/<name>
# OIDC_PROVIDER_ARN  acs:ram::<account>:oidc-provider/<name>
# OIDC_TOKEN         the token; in GitHub Actions it is fetched, for the audience sts.aliyuncs.com
# ROLE_SESSION_SECONDS  3600 unless told; Terraform saves its state at the end of that time at the latest
# STS_ENDPOINT       https://sts.aliyuncs.com unless told, such as https://sts-vpc.ap-southeast-1.aliyuncs.com in a VPC
set -eu
umask 077

fail() {
  echo "assume-role: $*" >&2
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# field NAME FILE: a string of a JSON object, none of which holds an escaped quote
field() {
  tr -d '\n' < "$2" | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"
}

missing=
for name in ROLE_ARN OIDC_PROVIDER_ARN; do
  eval "[ -n \"\${$name-}\" ]" || missing="$missing $name"
done
[ -n "${OIDC_TOKEN-}${ACTIONS_ID_TOKEN_REQUEST_URL-}" ] ||
  missing="$missing OIDC_TOKEN (GitHub Actions: the permission id-token: write)"
[ -z "$missing" ] || fail "not set:$missing"

if [ -z "${OIDC_TOKEN-}" ]; then
  curl -sS -o "$work/token" -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
    "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sts.aliyuncs.com"
  OIDC_TOKEN=$(field value "$work/token")
  [ -n "$OIDC_TOKEN" ] || fail 'GitHub gave no identity token'
fi

# In files, not in arguments, which every process of the machine may see.
printf 'RoleArn=%s&OIDCProviderArn=%s&OIDCToken=%s&RoleSessionName=%s&DurationSeconds=%s' \
  "$ROLE_ARN" "$OIDC_PROVIDER_ARN" "$OIDC_TOKEN" pipeline "${ROLE_SESSION_SECONDS:-3600}" > "$work/form"
url="${STS_ENDPOINT:-https://sts.aliyuncs.com}/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON"
url="$url&Timestamp=$(date -u +%Y-%m-%dT%H%%3A%M%%3A%SZ)"
: > "$work/answer"
if command -v curl > /dev/null; then
  curl -sS -o "$work/answer" --data "@$work/form" "$url" || fail 'STS did not answer'
else
  # Without curl, as in Terraform's own image; wget keeps the reason of a refusal to itself.
  wget -q -O "$work/answer" --post-file "$work/form" "$url" || fail 'STS did not answer, or refused'
fi

id=$(field AccessKeyId "$work/answer")
secret=$(field AccessKeySecret "$work/answer")
token=$(field SecurityToken "$work/answer")
if [ -z "$id" ] || [ -z "$secret" ] || [ -z "$token" ]; then
  fail "STS refused: $(field Code "$work/answer"): $(field Message "$work/answer")"
fi

if [ -n "${GITHUB_ENV-}" ]; then
  printf '::add-mask::%s\n' "$id" "$secret" "$token"
  printf 'ALICLOUD_ACCESS_KEY=%s\nALICLOUD_SECRET_KEY=%s\nALICLOUD_SECURITY_TOKEN=%s\n' "$id" "$secret" "$token" \
    >> "$GITHUB_ENV"
else
  printf "export ALICLOUD_ACCESS_KEY='%s' ALICLOUD_SECRET_KEY='%s' ALICLOUD_SECURITY_TOKEN='%s'\n" \
    "$id" "$secret" "$token"
fi
