"""One request by pyrad: HOST PORT auth|acct SECRET NAME=VALUE...

Prints `code: NAME` of the reply and `NAME: VALUE` for each of its attributes.
"""

import pathlib
import sys

from pyrad import packet
from pyrad.client import Client
from pyrad.dictionary import Dictionary

CODES = {2: "Access-Accept", 3: "Access-Reject", 5: "Accounting-Response", 11: "Access-Challenge"}


def main():
    host, port, kind, secret, *attributes = sys.argv[1:]
    dictionary = Dictionary(str(pathlib.Path(__file__).with_name("pyrad.dictionary")))
    client = Client(
        server=host,
        authport=int(port),
        acctport=int(port),
        secret=secret.encode(),
        dict=dictionary,
        retries=5,
        timeout=3,
    )
    if kind == "auth":
        request = client.CreateAuthPacket(code=packet.AccessRequest)
    else:
        request = client.CreateAcctPacket()
    for attribute in attributes:
        name, value = attribute.split("=", 1)
        if name == "User-Password":
            request[name] = request.PwCrypt(value)
        else:
            request.AddAttribute(name, value)
    if kind == "auth":
        request.add_message_authenticator()
    reply = client.SendPacket(request)
    print(f"code: {CODES.get(reply.code, reply.code)}")
    for name in reply.keys():
        for value in reply[name]:
            print(f"{name}: {value}")


main()
