//! Kinds of packets, and which of them a condition can meet.

use super::config::PacketConfig;
use super::error::PolicyProblem;
use crate::packet::Code;

/// A set of kinds of packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinds(u16);

/// Requests or replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Requests,
    Replies,
}

/// What is known of a condition before there is a packet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// Kinds of which some packet may meet it.
    pub possible: Kinds,
    /// Kinds of which every packet meets it.
    pub certain: Kinds,
}

impl Kinds {
    pub const NONE: Self = Self(0);
    /// An Access-Request without EAP-Message.
    pub const ACCESS_PLAIN: Self = Self(1);
    /// An Access-Request with EAP-Message.
    pub const ACCESS_EAP: Self = Self(1 << 1);
    pub const ACCOUNTING: Self = Self(1 << 2);
    pub const COA: Self = Self(1 << 3);
    pub const DISCONNECT: Self = Self(1 << 4);
    pub const ACCEPT: Self = Self(1 << 5);
    pub const REJECT: Self = Self(1 << 6);
    pub const CHALLENGE: Self = Self(1 << 7);
    pub const ACCOUNTING_REPLY: Self = Self(1 << 8);
    pub const COA_REPLY: Self = Self(1 << 9);
    pub const DISCONNECT_REPLY: Self = Self(1 << 10);

    pub const ACCESS: Self = Self::ACCESS_PLAIN.union(Self::ACCESS_EAP);
    pub const ACCESS_REPLY: Self = Self::ACCEPT.union(Self::REJECT).union(Self::CHALLENGE);

    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn is_within(self, other: Self) -> bool {
        self.without(other).is_empty()
    }

    pub const fn meets(self, other: Self) -> bool {
        !self.intersection(other).is_empty()
    }

    /// The kind of a request; none if a proxy has no policy for it.
    pub fn of_request(code: Code, is_eap: bool) -> Option<Self> {
        Some(match code {
            Code::ACCESS_REQUEST if is_eap => Self::ACCESS_EAP,
            Code::ACCESS_REQUEST => Self::ACCESS_PLAIN,
            Code::ACCOUNTING_REQUEST => Self::ACCOUNTING,
            Code::COA_REQUEST => Self::COA,
            Code::DISCONNECT_REQUEST => Self::DISCONNECT,
            _ => return None,
        })
    }

    /// The kind of a reply; none if a proxy has no policy for it.
    pub fn of_reply(code: Code) -> Option<Self> {
        Some(match code {
            Code::ACCESS_ACCEPT => Self::ACCEPT,
            Code::ACCESS_REJECT => Self::REJECT,
            Code::ACCESS_CHALLENGE => Self::CHALLENGE,
            Code::ACCOUNTING_RESPONSE => Self::ACCOUNTING_REPLY,
            Code::COA_ACK | Code::COA_NAK => Self::COA_REPLY,
            Code::DISCONNECT_ACK | Code::DISCONNECT_NAK => Self::DISCONNECT_REPLY,
            _ => return None,
        })
    }

    /// What a condition on the kind of packet means.
    pub fn written(packet: PacketConfig, direction: Direction) -> Result<Self, PolicyProblem> {
        Ok(match (packet, direction) {
            (PacketConfig::Access, Direction::Requests) => Self::ACCESS,
            (PacketConfig::Access, Direction::Replies) => Self::ACCESS_REPLY,
            (PacketConfig::Accounting, Direction::Requests) => Self::ACCOUNTING,
            (PacketConfig::Accounting, Direction::Replies) => Self::ACCOUNTING_REPLY,
            (PacketConfig::Coa, Direction::Requests) => Self::COA,
            (PacketConfig::Coa, Direction::Replies) => Self::COA_REPLY,
            (PacketConfig::Disconnect, Direction::Requests) => Self::DISCONNECT,
            (PacketConfig::Disconnect, Direction::Replies) => Self::DISCONNECT_REPLY,
            (PacketConfig::Accept, Direction::Replies) => Self::ACCEPT,
            (PacketConfig::Reject, Direction::Replies) => Self::REJECT,
            (PacketConfig::Challenge, Direction::Replies) => Self::CHALLENGE,
            (PacketConfig::Accept, Direction::Requests) => {
                return Err(PolicyProblem::OnlyInReplies("accept"));
            }
            (PacketConfig::Reject, Direction::Requests) => {
                return Err(PolicyProblem::OnlyInReplies("reject"));
            }
            (PacketConfig::Challenge, Direction::Requests) => {
                return Err(PolicyProblem::OnlyInReplies("challenge"));
            }
        })
    }
}

impl Direction {
    /// Every kind of packet of this direction.
    pub fn kinds(self) -> Kinds {
        match self {
            Self::Requests => {
                Kinds::ACCESS.union(Kinds::ACCOUNTING).union(Kinds::COA).union(Kinds::DISCONNECT)
            }
            Self::Replies => Kinds::ACCESS_REPLY
                .union(Kinds::ACCOUNTING_REPLY)
                .union(Kinds::COA_REPLY)
                .union(Kinds::DISCONNECT_REPLY),
        }
    }
}

impl Reach {
    /// Of a condition that is a question of the kind alone.
    pub fn exactly(kinds: Kinds) -> Self {
        Self { possible: kinds, certain: kinds }
    }

    /// Of a condition that the kind says nothing about.
    pub fn unknown(direction: Direction) -> Self {
        Self { possible: direction.kinds(), certain: Kinds::NONE }
    }

    pub fn and(self, other: Self) -> Self {
        Self {
            possible: self.possible.intersection(other.possible),
            certain: self.certain.intersection(other.certain),
        }
    }

    pub fn or(self, other: Self) -> Self {
        Self {
            possible: self.possible.union(other.possible),
            certain: self.certain.union(other.certain),
        }
    }

    pub fn negated(self, direction: Direction) -> Self {
        Self {
            possible: direction.kinds().without(self.certain),
            certain: direction.kinds().without(self.possible),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negation_is_certain_where_its_condition_is_impossible() {
        let direction = Direction::Requests;
        let access = Reach::exactly(Kinds::ACCESS);
        let sometimes = access.and(Reach::unknown(direction));
        assert_eq!(sometimes.possible, Kinds::ACCESS);
        assert_eq!(sometimes.certain, Kinds::NONE);
        let negated = sometimes.negated(direction);
        assert_eq!(negated.possible, direction.kinds());
        assert_eq!(negated.certain, direction.kinds().without(Kinds::ACCESS));
    }

    #[test]
    fn a_choice_is_certain_only_together() {
        let direction = Direction::Replies;
        let choice = Reach::exactly(Kinds::ACCEPT).or(Reach::unknown(direction));
        assert_eq!(choice.certain, Kinds::ACCEPT);
        assert!(choice.possible.meets(Kinds::ACCOUNTING_REPLY));
    }

    #[test]
    fn requests_and_replies_of_one_name_differ() {
        let access = |direction| Kinds::written(PacketConfig::Access, direction).unwrap();
        assert!(!access(Direction::Requests).meets(access(Direction::Replies)));
        assert!(Kinds::written(PacketConfig::Accept, Direction::Requests).is_err());
    }
}
