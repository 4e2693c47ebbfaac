"""A whole negotiation of several legs over one HTTP/1.1 connection (RFC 4559 section 5).

Prints what happens as lines `name: value`.
"""

import argparse
import base64
import http.client
import urllib.parse

import attacks
import der
import initiators

LIMIT_SECONDS = 20
MAX_LEGS = 6


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--client", choices=initiators.CLIENTS, default="mit")
    parser.add_argument("--attack", choices=attacks.ATTACKS, default="none")
    parser.add_argument("--between", help="path of an unrelated request after the first leg")
    parser.add_argument("--restart", action="store_true", help="begin anew after the first leg")
    arguments = parser.parse_args()

    url = urllib.parse.urlsplit(arguments.url)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=LIMIT_SECONDS)
    connection.connect()
    connection.auto_open = 0  # Were it closed between two legs, this must fail.
    attack = attacks.ATTACKS[arguments.attack]()
    initiator = initiators.CLIENTS[arguments.client](url.hostname)
    try:
        token = initiator.step(None)
        for leg in range(MAX_LEGS):
            status, reply = exchange(connection, url.path, attack.outgoing(token))
            if leg == 0 and arguments.between:
                exchange(connection, arguments.between, None)
            if leg == 0 and arguments.restart:
                initiator = initiators.CLIENTS[arguments.client](url.hostname)
                status, reply = exchange(connection, url.path, initiator.step(None))
            if initiator.complete or reply is None:
                break
            token = initiator.step(attack.incoming(reply))
            if token is None or status != 401:
                break
        print("complete:", initiator.complete)
    except initiators.REFUSALS as refusal:
        print("refused:", " ".join(str(refusal).split()))


def exchange(connection, path, token):
    """Sends one request; the status of the response, and its token or None."""
    headers = {}
    if token is not None:
        print("sent:", describe(token))
        encoded = base64.b64encode(token).decode()
        print("wire: >", encoded)
        headers["Authorization"] = "Negotiate " + encoded
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read().decode("latin-1")
    print("status:", response.status)
    for line in body.splitlines():
        print("body:", line)
    challenge = response.getheader("www-authenticate", "")
    encoded = challenge.partition(" ")[2]
    reply = base64.b64decode(encoded) or None
    if reply is not None:
        print("wire: <", encoded)
        print("received:", describe(reply))
    return response.status, reply


def describe(token):
    """The fields of a token by name, with the value of negState."""
    if not der.is_spnego(token):
        return "mechanism token"
    fields = der.read_token(token)
    if der.is_init(token):
        names = {0: "mechTypes", 2: "mechToken", 3: "mechListMIC"}
    else:
        names = {1: "supportedMech", 2: "responseToken", 3: "mechListMIC"}
    state = [] if der.is_init(token) else [der.neg_state(fields) or "no-negState"]
    return " ".join(state + [name for number, name in names.items() if number in fields])


main()
