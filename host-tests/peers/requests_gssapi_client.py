"""requests with requests-gssapi. Prints what happens as lines `name: value`."""

import argparse
import base64
import logging

import gssapi
import requests
import requests_gssapi
from requests_gssapi.gssapi_ import SanitizedResponse

LIMIT_SECONDS = 20
MUTUAL = {
    "required": requests_gssapi.REQUIRED,
    "optional": requests_gssapi.OPTIONAL,
    "disabled": requests_gssapi.DISABLED,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--method", default="GET")
    parser.add_argument("--body")
    parser.add_argument("--mutual", choices=MUTUAL, default="required")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--authority", help="file with the certificate of the server")
    parser.add_argument("--channel-bindings", action="store_true")
    arguments = parser.parse_args()

    # The package logs with a traceback what this prints in one line.
    logging.disable(logging.CRITICAL)
    auth = requests_gssapi.HTTPSPNEGOAuth(
        mutual_authentication=MUTUAL[arguments.mutual],
        channel_bindings="tls-server-end-point" if arguments.channel_bindings else None,
    )
    session = requests.Session()
    session.trust_env = False
    session.verify = arguments.authority or False
    for _ in range(arguments.times):
        request(session, auth, arguments)


def request(session, auth, arguments):
    """One request, with what the package makes of it."""
    try:
        response = session.request(
            arguments.method,
            arguments.url,
            data=arguments.body,
            auth=auth,
            allow_redirects=False,
            timeout=LIMIT_SECONDS,
        )
    except requests_gssapi.MutualAuthenticationError as error:
        print("error:", type(error).__name__)
        return
    for past in response.history:
        print("status:", past.status_code)
    print("status:", response.status_code)
    print("sanitized:", isinstance(response, SanitizedResponse))
    for host, context in auth.context.items():
        print("authenticated:", authenticated(context))
    for line in response.text.splitlines():
        print("body:", line)


def authenticated(context):
    """Whether the server has proved itself to this context."""
    try:
        return context.complete
    except gssapi.exceptions.GSSError as error:
        return " ".join(str(error).split())


main()
