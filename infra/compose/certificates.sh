#!/usr/bin/env bash
# Makes, in the folder given, a certificate authority and one certificate for every node of infra/compose/cluster.yml, where
# they are missing: ca.crt, node.crt, node.key, node.pem (certificate and key) and authorities/ca.crt. Replace node.* before the
# 398 days are over by removing it and running this again; the authority holds for ten years.
set -euo pipefail
cd "${1:?the folder to put them in}"

readonly NAMES=DNS:eventstore,DNS:eventstore-2,DNS:eventstore-3,DNS:mongo,DNS:mongo-2,DNS:mongo-3,DNS:localhost,IP:127.0.0.1

if [ ! -e ca.crt ]; then
  openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -keyout ca.key -out ca.crt -subj '/O=Trade Assurance/CN=Trade Assurance CA' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign'
fi
if [ ! -e node.crt ]; then
  # The nodes of EventStoreDB know each other by this common name.
  openssl req -newkey rsa:3072 -nodes -keyout node.key -out node.csr -subj '/O=Trade Assurance/CN=eventstoredb-node'
  openssl x509 -req -in node.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 398 -out node.crt -extfile <(
    echo "subjectAltName=$NAMES"
    echo 'keyUsage=critical,digitalSignature,keyEncipherment'
    echo 'extendedKeyUsage=serverAuth,clientAuth'
  )
  rm node.csr
fi
mkdir -p authorities
cp ca.crt authorities/
cat node.crt node.key > node.pem
# The containers read it as users of their own; the volume is theirs alone.
chmod 644 ca.crt node.crt node.key node.pem authorities/ca.crt
chmod 600 ca.key
