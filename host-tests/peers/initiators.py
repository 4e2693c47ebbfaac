"""SPNEGO initiators of strangers."""

import os
import tempfile

import gssapi
import gssapi.raw
import spnego
from spnego._context import GSSMech

SPNEGO = gssapi.OID.from_int_seq("1.3.6.1.5.5.2")
KRB5 = gssapi.OID.from_int_seq("1.2.840.113554.1.2.2")
NTLM = gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10")

REFUSALS = (gssapi.exceptions.GSSError, spnego.exceptions.SpnegoError)


class Mit:
    """MIT's negotiation, with gss-ntlmssp as its first mechanism and Kerberos as its second."""

    def __init__(self, host):
        # gss-ntlmssp takes its credentials from a file.
        self.file = tempfile.NamedTemporaryFile(mode="w", prefix="ntlm-")
        self.file.write("EDGE:eve:secret\n")
        self.file.flush()
        os.environ["NTLM_USER_FILE"] = self.file.name
        credentials = gssapi.Credentials(usage="initiate", mechs=[SPNEGO])
        gssapi.raw.set_neg_mechs(credentials, [NTLM, KRB5])
        flags = gssapi.RequirementFlag.mutual_authentication | gssapi.RequirementFlag.integrity
        self.context = gssapi.SecurityContext(
            name=gssapi.Name(f"HTTP@{host}", gssapi.NameType.hostbased_service),
            creds=credentials,
            mech=SPNEGO,
            flags=flags,
            usage="initiate",
        )

    def step(self, token):
        return self.context.step(token)

    @property
    def complete(self):
        return self.context.complete


class PySpnego:
    """pyspnego's own negotiation, with its own NTLM before MIT's Kerberos."""

    def __init__(self, host):
        # The package has no option for the order of the mechanisms. It takes the contexts that it
        # would make itself, and offers them in the order in which they come.
        common = {"hostname": host, "service": "HTTP"}
        use_ntlm = spnego.NegotiateOptions.use_ntlm
        contexts = {
            GSSMech.ntlm: spnego.client("eve", "secret", protocol="ntlm", options=use_ntlm, **common),
            GSSMech.kerberos: spnego.client(protocol="kerberos", **common),
        }
        for context in contexts.values():
            context._is_wrapped = True
        use_negotiate = spnego.NegotiateOptions.use_negotiate
        self.context = spnego.client(
            protocol="negotiate", options=use_negotiate, _negotiate_contexts=contexts, **common
        )

    def step(self, token):
        return self.context.step(token)

    @property
    def complete(self):
        return self.context.complete


class PySpnegoAlone(PySpnego):
    """pyspnego as it is, with Kerberos first."""

    protocol = "negotiate"

    def __init__(self, host):
        self.context = spnego.client(protocol=self.protocol, hostname=host, service="HTTP")


class PySpnegoKerberos(PySpnegoAlone):
    """pyspnego without a negotiation: a Kerberos token as it is."""

    protocol = "kerberos"


CLIENTS = {
    "mit": Mit,
    "pyspnego": PySpnego,
    "pyspnego-negotiate": PySpnegoAlone,
    "pyspnego-kerberos": PySpnegoKerberos,
}
