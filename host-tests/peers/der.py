"""Just enough DER to read and edit SPNEGO tokens on their way (RFC 4178 section 4.2).

A NegTokenInit or NegTokenResp is a dict from the number of a field to the DER inside it.
"""

SPNEGO = bytes.fromhex("06062b0601050502")
KRB5 = bytes.fromhex("06092a864886f712010202")
NTLM = bytes.fromhex("060a2b06010401823702020a")

MECH_TYPES, MECH_TOKEN = 0, 2
NEG_STATE, SUPPORTED_MECH, RESPONSE_TOKEN, MECH_LIST_MIC = 0, 1, 2, 3

NEG_STATES = {0: "accept-completed", 1: "accept-incomplete", 2: "reject", 3: "request-mic"}


def elements(octets):
    """The (tag, content) pairs that follow one another in octets."""
    found = []
    while octets:
        tag, length, start = octets[0], octets[1], 2
        if length >= 0x80:
            start += length & 0x7F
            length = int.from_bytes(octets[2:start], "big")
        found.append((tag, octets[start : start + length]))
        octets = octets[start + length :]
    return found


def element(tag, content):
    """One element with this tag."""
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def is_spnego(token):
    """Whether a token is of the negotiation itself, and not of a mechanism alone."""
    if not is_init(token):
        return True
    ((_, content),) = elements(token)
    return content.startswith(SPNEGO)


def is_init(token):
    """Whether a token is an initial context token, and so a NegTokenInit."""
    return token[:1] == b"\x60"


def read_token(token):
    """The fields of a NegTokenInit or NegTokenResp."""
    ((_, content),) = elements(token)
    if is_init(token):
        _, (_, content) = elements(content)
    ((_, fields),) = elements(content)
    return {tag & 0x1F: value for tag, value in elements(fields)}


def write_init(fields):
    """A NegTokenInit with these fields, framed as the first token."""
    return element(0x60, SPNEGO + element(0xA0, sequence(fields)))


def write_resp(fields):
    """A NegTokenResp with these fields."""
    return element(0xA1, sequence(fields))


def sequence(fields):
    """The SEQUENCE of both tokens."""
    return element(0x30, b"".join(element(0xA0 | n, fields[n]) for n in sorted(fields)))


def mech_types(*oids):
    """A MechTypeList of encoded object identifiers."""
    return element(0x30, b"".join(oids))


def neg_state(fields):
    """The name of negState, or None."""
    if NEG_STATE not in fields:
        return None
    return NEG_STATES[fields[NEG_STATE][-1]]
