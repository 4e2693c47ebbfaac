//! What the dictionary says about one attribute.

use crate::attribute::{MAX_TAG, Reference};

/// What the dictionary says about one attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Its name.
    pub name: &'static str,
    /// Its numbers.
    pub reference: Reference,
    /// What its value is.
    pub data_type: DataType,
    /// Whether its value begins with a tag (RFC 2868 section 3).
    pub tagged: bool,
    /// How its value is hidden from those who do not have the shared secret.
    pub hiding: Option<Hiding>,
    /// What a proxy may do with it.
    pub role: Role,
    /// Names of numbers; where a number has several, the first is the one that is printed.
    pub values: &'static [(u32, &'static str)],
}

/// Data types, named as in RFC 8044 section 3, and those of vendors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DataType {
    /// UTF-8 text.
    Text,
    /// Octets.
    String,
    /// Octets that may be spread over several attributes of one Type, as EAP-Message is.
    Concat,
    /// 32 bits; 24 bits where there is a tag.
    Integer,
    /// 64 bits.
    Integer64,
    /// 16 bits.
    Short,
    /// 8 bits.
    Byte,
    /// Seconds since the Unix epoch, 32 bits.
    Time,
    /// IPv4 address.
    Ipv4Address,
    /// IPv6 address.
    Ipv6Address,
    /// IPv4 prefix: RFC 8044 section 3.11.
    Ipv4Prefix,
    /// IPv6 prefix: RFC 3162 section 2.3.
    Ipv6Prefix,
    /// Interface identifier, eight octets: RFC 3162 section 2.2.
    InterfaceId,
    /// IEEE 802 address, six octets.
    Ethernet,
    /// Members: RFC 6929 section 2.3.
    Tlv,
    /// Vendor-Id and members: RFC 2865 section 5.26.
    Vsa,
    /// Extended-Type and value: RFC 6929 section 2.1.
    Extended,
    /// Extended-Type, flags and a fragment of the value: RFC 6929 section 2.2.
    LongExtended,
    /// Vendor-Id, EVS-Type and value: RFC 6929 section 2.4.
    Evs,
}

/// How a value is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hiding {
    /// The method of User-Password: RFC 2865 section 5.2.
    Password,
    /// The same method on the 24 octets of MS-CHAP-MPPE-Keys: RFC 2548 section 2.4.1.
    Keys,
    /// With a salt, as Tunnel-Password: RFC 2868 section 3.5, RFC 2548 section 2.4.2.
    Salted,
}

/// What a proxy may do with an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Policy may edit it.
    Ordinary,
    /// Made anew on every hop: Message-Authenticator, Original-Packet-Code.
    HopByHop,
    /// A stack to which each proxy adds at most its own: RFC 2865 section 5.33.
    ProxyState,
    /// Never edited by a proxy: State and Class (RFC 2865 sections 5.24 and 5.25).
    Opaque,
    /// EAP-Message: belongs to the EAP conversation as a whole (RFC 3579 section 3.1).
    Eap,
    /// A member of a tunnel's group: kept or removed together with the group (RFC 2868 section 3).
    Tunnel,
    /// Proves who the user is: a password or an answer to a challenge.
    Credential,
}

impl Definition {
    /// A definition without named values.
    pub(super) const fn new(reference: Reference, name: &'static str, data_type: DataType) -> Self {
        Self {
            name,
            reference,
            data_type,
            tagged: false,
            hiding: None,
            role: Role::Ordinary,
            values: &[],
        }
    }

    /// With a tag, as a member of a tunnel's group.
    pub(super) const fn tunnel(mut self) -> Self {
        self.tagged = true;
        self.role = Role::Tunnel;
        self
    }

    /// With a tag that groups something other than tunnels.
    pub(super) const fn tagged(mut self) -> Self {
        self.tagged = true;
        self
    }

    /// Hidden.
    pub(super) const fn hidden(mut self, hiding: Hiding) -> Self {
        self.hiding = Some(hiding);
        self
    }

    /// With this role.
    pub(super) const fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// With these names of numbers.
    pub(super) const fn values(mut self, values: &'static [(u32, &'static str)]) -> Self {
        self.values = values;
        self
    }

    /// The tag of a value as it is on the wire (RFC 2868 section 3), 0 if the field is there and
    /// unused. A first octet above 31 belongs to a text, except where the RFC says otherwise.
    #[must_use]
    pub fn tag(&self, octets: &[u8]) -> Option<u8> {
        if !self.tagged {
            return None;
        }
        match (*octets.first()?, self.data_type, self.hiding) {
            (tag @ 0..=MAX_TAG, _, _) => Some(tag),
            // The Tag field is always there, and meaningless if it is out of bounds.
            (_, DataType::Integer, _) | (_, _, Some(Hiding::Salted)) => Some(0),
            _ => None,
        }
    }
}

/// Definitions of each data type, to write tables with.
macro_rules! constructors {
    ($($function:ident $data_type:ident)*) => {
        $(
            pub(super) const fn $function(at: Reference, name: &'static str) -> Definition {
                Definition::new(at, name, DataType::$data_type)
            }
        )*
    };
}

constructors! {
    text Text
    string String
    concat Concat
    integer Integer
    integer64 Integer64
    short Short
    byte Byte
    time Time
    ipv4 Ipv4Address
    ipv6 Ipv6Address
    ipv4_prefix Ipv4Prefix
    ipv6_prefix Ipv6Prefix
    interface_id InterfaceId
    ethernet Ethernet
    tlv Tlv
    vsa Vsa
    extended Extended
    long_extended LongExtended
    evs Evs
}
