"""Prints the first token of MIT with NTLM before Kerberos, for the host given."""

import base64
import sys

import initiators

print("token:", base64.b64encode(initiators.Mit(sys.argv[1]).step(None)).decode())
