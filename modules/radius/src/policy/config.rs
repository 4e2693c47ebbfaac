//! The policy as it is written in JSON.
//!
//! Attributes are named as the dictionary names them: `User-Name`, `Cisco-AVPair`,
//! `Tunnel-Private-Group-Id:1`, or as numbers: `26.9.1`. Values are written as
//! [`Reference::encode_text`](crate::attribute::Reference::encode_text) reads them: names or
//! numbers, addresses, prefixes, times, texts with `\xHH` for other octets.

use core::fmt;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::routing::RejectConfig;
use crate::schedule::ScheduleConfig;

/// A policy: what is asked of each request and of each reply.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PolicyConfig {
    /// The rules for requests, in the order in which they are asked.
    pub requests: Vec<RuleConfig>,
    /// The rules for replies, in the order in which they are asked.
    pub replies: Vec<RuleConfig>,
    /// Bounds of the challenges that wait for an answer.
    pub challenges: ChallengesConfig,
}

/// A rule: what it is asked, and what it does with what meets it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleConfig {
    /// Its name in logs and metrics: 1 to 64 ASCII letters, digits, `_`, `-` and `.`, unique among
    /// the rules of the policy.
    pub name: String,
    /// What a packet must meet.
    #[serde(rename = "match")]
    pub condition: ConditionConfig,
    /// What is done, in this order.
    pub actions: Vec<ActionConfig>,
    /// Whether the rules after this one are asked as well. Without it, the first rule that is met
    /// is the last.
    #[serde(rename = "continue", default)]
    pub goes_on: bool,
}

/// What a packet must meet. It is asked of the packet as the rules before have left it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionConfig {
    /// Every packet.
    Always,
    /// Each of these, 1 or more.
    All(Vec<ConditionConfig>),
    /// One of these, 1 or more.
    Any(Vec<ConditionConfig>),
    /// Not this.
    Not(Box<ConditionConfig>),
    /// The kind of packet.
    Packet(PacketConfig),
    /// Whether an Access-Request, or one of a reply and its Access-Request, carries EAP-Message.
    Eap(bool),
    /// The realm after `@` in the User-Name of the request:
    /// - `example.org`: that realm;
    /// - `*.example.org`: the realms below it, without itself;
    /// - `.example.org`: that realm and all below it;
    /// - `*`: every realm.
    Realm(String),
    /// The name of the client, as the host has it, with `*` for any octets and `?` for one.
    Client(String),
    /// A tag that the host gives the client.
    ClientTag(String),
    /// Time of day and day of the week.
    Schedule(ScheduleConfig),
    /// A value of an attribute of this packet.
    Attribute(TestConfig),
    /// In replies: a value of an attribute of the request.
    RequestAttribute(TestConfig),
}

/// A kind of packet. In the rules for replies the first four mean all replies to such a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PacketConfig {
    /// Access-Request.
    Access,
    /// Accounting-Request.
    Accounting,
    /// CoA-Request.
    Coa,
    /// Disconnect-Request.
    Disconnect,
    /// Access-Accept, in replies only.
    Accept,
    /// Access-Reject, in replies only.
    Reject,
    /// Access-Challenge, in replies only.
    Challenge,
}

/// A test of the values of an attribute; one that meets it suffices.
///
/// Exactly one test is given. Hidden attributes and credentials can only be asked for presence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestConfig {
    /// The attribute.
    pub name: String,
    /// Whether there is a value.
    pub present: Option<bool>,
    /// The value.
    pub equals: Option<String>,
    /// One of these values, 1 to 256.
    pub one_of: Option<Vec<String>>,
    /// The whole value as text, with `*` for any octets and `?` for one.
    pub glob: Option<String>,
    /// A regular expression that the whole value as text meets.
    pub regex: Option<String>,
    /// Bounds of a number or of a time in seconds since the Unix epoch.
    pub range: Option<RangeConfig>,
    /// The network, such as `192.0.2.0/24`, that an address or a whole prefix is in.
    pub network: Option<String>,
}

/// Bounds of a number, both inclusive; at least one is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RangeConfig {
    /// The least number.
    pub min: Option<u64>,
    /// The greatest number.
    pub max: Option<u64>,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionConfig {
    /// Chooses a pool for the request. Of several, the last that is chosen counts. The accounting of
    /// a session should take the same realm path as its authentication (RFC 2607 section 5.2), so
    /// what chooses for one chooses for the other as well.
    Pool(String),
    /// Answers an Access-Request with an Access-Reject, or turns the reply to one into it. Inside
    /// EAP the Reply-Message is left out (RFC 3579 section 2.6.5).
    Reject(RejectConfig),
    /// Drops a request without an answer.
    Drop(DropConfig),
    /// Answers an Access-Request outside of EAP with an Access-Challenge. When the answer is right,
    /// the request goes on with what comes after this action.
    Challenge(ChallengeConfig),
    /// Appends a value.
    Add(EditConfig),
    /// Puts a value in the place of all values, or appends it.
    Set(EditConfig),
    /// Removes all values of these attributes.
    ///
    /// Of the attributes of tunnels, only `Tunnel-Type`, `Tunnel-Medium-Type` and
    /// `Tunnel-Private-Group-Id` with the same tag or none can be given, and all three: that removes
    /// the VLANs with that tag or with any, together with what else belongs to them.
    Remove(Vec<String>),
    /// Removes whole tunnels.
    RemoveTunnels(RemoveTunnelsConfig),
    /// Puts one VLAN in the place of all VLANs. A packet with another tunnel stays as it is.
    SetVlan(SetVlanConfig),
    /// Removes the values that meet a test.
    Filter(TestConfig),
    /// Removes all attributes but some.
    Allow(AllowConfig),
    /// Makes values anew.
    Rewrite(RewriteConfig),
    /// Refused with an explanation: a proxy never answers with an Access-Accept (RFC 2607 section
    /// 5.1).
    Accept(IgnoredAny),
}

/// A request that is dropped.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DropConfig {
    /// Why, for people: 1 to 253 octets.
    pub reason: String,
}

/// A value for an attribute. Exactly one of `value` and `template` is given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditConfig {
    /// The attribute.
    pub attribute: String,
    /// The value.
    pub value: Option<String>,
    /// The value as a text in which `%{User-Name}` stands for the first value of an attribute,
    /// `%{request:User-Name}` in replies for one of the request, `%{realm}` and `%{local_part}` for
    /// the parts of the User-Name, `%{client}` for the name of the client, and `%%` for `%`. If one
    /// of them is absent, the edit is left out.
    pub template: Option<String>,
}

/// How values are made anew.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewriteConfig {
    /// The attribute.
    pub attribute: String,
    /// The regular expression that the whole value as text meets; every value if absent.
    pub regex: Option<String>,
    /// What the value becomes: a template as in [`EditConfig::template`], in which `%{1}` also
    /// stands for the first group of the regular expression, and `%{0}` for the whole value.
    pub template: String,
}

/// Tunnels that are removed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RemoveTunnelsConfig {
    /// Only the tunnel with this tag, 0 to 31; 0 is the one without a tag.
    pub tag: Option<u8>,
    /// Without it, only VLANs are removed. With it, all tunnels are (RFC 2607 section 7.2).
    pub allow_downgrade: Option<AllowDowngradeConfig>,
}

/// Why the security of what the home server granted may be lessened.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowDowngradeConfig {
    /// The reason, which is logged whenever it happens: 1 to 253 octets.
    pub reason: String,
}

/// A VLAN (RFC 3580 section 3.31).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetVlanConfig {
    /// Its number or name, for Tunnel-Private-Group-Id.
    pub id: String,
    /// The tag of its attributes, 0 to 31; 0, which is none, if absent.
    #[serde(default)]
    pub tag: u8,
}

/// What may stay. Proxy-State, State, Class, EAP-Message, Message-Authenticator, credentials and
/// hidden attributes always stay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowConfig {
    /// The attributes, at most 256: whole attributes or members of `Vendor-Specific`.
    pub attributes: Vec<String>,
    /// Whether VLANs stay as well. Other tunnels stay without it, too.
    #[serde(default)]
    pub keep_tunnels: bool,
    /// Removes other tunnels, too.
    pub allow_downgrade: Option<AllowDowngradeConfig>,
}

/// A question to the user.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChallengeConfig {
    /// The question: 1 to 253 octets.
    pub reply_message: String,
    /// The right answer.
    pub answer: AnswerConfig,
}

/// The right answer to a challenge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerConfig {
    /// The attribute that holds the answer, `User-Password` if absent (RFC 2865 section 4.4).
    #[serde(default = "user_password")]
    pub attribute: String,
    /// The answer: 1 to 128 octets.
    pub equals: SecretText,
}

/// A text that is wiped when dropped and that `Debug` does not show.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretText(Zeroizing<String>);

/// Bounds of the challenges that wait for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChallengesConfig {
    /// How long an answer is waited for: 1 to 600 seconds, 60 if absent.
    pub lifetime_seconds: u32,
    /// How many can wait at the same time: 1 to 1,024, 256 if absent. Each holds one request.
    pub max_pending: u32,
}

impl SecretText {
    /// Takes a text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText")
    }
}

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

impl Default for ChallengesConfig {
    fn default() -> Self {
        Self { lifetime_seconds: 60, max_pending: 256 }
    }
}

fn user_password() -> String {
    String::from("User-Password")
}
