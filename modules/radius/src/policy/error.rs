//! Why a policy was refused when it was loaded.

use crate::Error;
use crate::schedule::ScheduleError;

/// A policy that cannot work, or that RFC 2607 forbids: the operator's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct PolicyError {
    /// The JSON path below the policy, such as `requests[3].actions[0].set.value`.
    pub path: String,
    /// What is wrong there.
    pub problem: PolicyProblem,
}

/// What is wrong with one value of a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyProblem {
    /// More elements, octets or levels than the bound of this core.
    #[error("{found} exceeds the limit of {limit}")]
    TooLarge {
        /// What was found.
        found: usize,
        /// The named limit.
        limit: usize,
    },
    /// A number outside of its bounds.
    #[error("{found} is not between {min} and {max}")]
    OutOfRange {
        /// What was found.
        found: u64,
        /// The least that is possible.
        min: u64,
        /// The greatest that is possible.
        max: u64,
    },
    /// A text or a list without anything in it.
    #[error("is empty")]
    Empty,
    /// Not a name for a rule.
    #[error("{0:?} is not 1 to 64 ASCII letters, digits, _, - and .")]
    BadName(String),
    /// The same name as that of an earlier rule.
    #[error("{first} has the same name")]
    DuplicateName {
        /// The path of the earlier rule.
        first: String,
    },
    /// A rule or an action that nothing gets to, or a test that nothing meets.
    #[error("nothing gets here: {0}")]
    Unreachable(&'static str),
    /// A pool that is not defined.
    #[error("pool {0:?} is not defined")]
    UnknownPool(String),
    /// A name or a value that the dictionary refuses.
    #[error(transparent)]
    Attribute(Error),
    /// An edit of Proxy-State, State or Class.
    #[error("{0} must go through a proxy unchanged (RFC 2865 section 2.3)")]
    EditsOpaque(String),
    /// An edit of EAP-Message or Message-Authenticator.
    #[error(
        "{0} belongs to the EAP conversation or to the hop; without it, authentication could be \
         weakened (RFC 2607 section 7.2)"
    )]
    EditsEap(String),
    /// An edit of one member of a tunnel.
    #[error(
        "{0} is one member of a tunnel, and a tunnel stays or goes as a whole (RFC 2607 section \
         7.2); see remove_tunnels and set_vlan"
    )]
    EditsTunnelMember(String),
    /// The removal of a tunnel that is no VLAN, without a reason.
    #[error(
        "{0} belongs to a tunnel other than a VLAN, and its removal may take encryption away (RFC \
         2607 section 7.2); use remove_tunnels with allow_downgrade and a reason"
    )]
    TunnelDowngrade(String),
    /// Tunnels are kept and removed at once.
    #[error("keep_tunnels and allow_downgrade exclude each other")]
    TunnelConflict,
    /// An edit of a hidden attribute or of a credential.
    #[error("{0} is hidden or proves who the user is, so policy cannot edit it")]
    EditsHidden(String),
    /// An edit of an attribute that only holds others.
    #[error("{0} holds other attributes; name those")]
    EditsContainer(String),
    /// A part of an attribute in a list of whole ones.
    #[error("{0} is not a whole attribute or a member of Vendor-Specific")]
    NotWhole(String),
    /// The value of a hidden attribute or of a credential is read.
    #[error(
        "{0} is hidden or proves who the user is, so policy can only ask whether it is present"
    )]
    ReadsHidden(String),
    /// An Accounting-Request that would not be forwarded.
    #[error(
        "an Accounting-Request can get here, and all of them must be forwarded (RFC 2607 section \
         5.2); add the condition {{\"packet\": \"access\"}}"
    )]
    RefusesAccounting,
    /// A reject or a challenge for something other than an Access-Request.
    #[error(
        "something other than an Access-Request or its replies can get here; add the condition \
         {{\"packet\": \"access\"}}"
    )]
    RefusesOther,
    /// A challenge inside of EAP.
    #[error(
        "an Access-Request with EAP-Message can get here, which cannot be challenged in this way; \
         add the condition {{\"eap\": false}}"
    )]
    ChallengesEap,
    /// An attribute that cannot hold an answer.
    #[error("{0} cannot hold an answer: that is User-Password, or an attribute that is not hidden")]
    BadAnswer(String),
    /// An Access-Accept that does not come from the home server.
    #[error("a proxy must not answer with an Access-Accept itself (RFC 2607 section 5.1)")]
    DirectAccept,
    /// Something that only requests can do.
    #[error("{0} is only possible in the rules for requests")]
    OnlyInRequests(&'static str),
    /// Something that only replies have.
    #[error("{0} is only possible in the rules for replies")]
    OnlyInReplies(&'static str),
    /// A rule that ends and goes on.
    #[error("a rule that rejects or drops cannot continue")]
    ContinuesAfterEnd,
    /// Not exactly one of several ways to say something.
    #[error("exactly one of {0} is needed")]
    ExactlyOne(&'static str),
    /// A test that the data type of the attribute does not have.
    #[error("{attribute} has no {test}")]
    TestNotForType {
        /// Name of the attribute.
        attribute: String,
        /// What is tested.
        test: &'static str,
    },
    /// Not a network.
    #[error("{0:?} is not a network such as 192.0.2.0/24 or 2001:db8::/32")]
    BadNetwork(String),
    /// Not a realm.
    #[error(
        "{0:?} is not a realm (RFC 7542 section 2.2), *, or a realm of two labels after *. or ."
    )]
    BadRealm(String),
    /// A regular expression that cannot be compiled within the bounds.
    #[error("regular expression: {0}")]
    BadRegex(String),
    /// A template that cannot be read.
    #[error("template: {0}")]
    BadTemplate(&'static str),
    /// A schedule that cannot work.
    #[error("{}", .0.problem)]
    Schedule(ScheduleError),
}

impl PolicyError {
    pub(super) fn new(path: impl Into<String>, problem: PolicyProblem) -> Self {
        Self { path: path.into(), problem }
    }

    /// The stable, searchable name of the problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.problem {
            PolicyProblem::TooLarge { .. } => "policy_too_large",
            PolicyProblem::OutOfRange { .. } => "policy_out_of_range",
            PolicyProblem::Empty => "policy_empty",
            PolicyProblem::BadName(_) => "policy_bad_name",
            PolicyProblem::DuplicateName { .. } => "policy_duplicate_name",
            PolicyProblem::Unreachable(_) => "policy_unreachable",
            PolicyProblem::UnknownPool(_) => "policy_unknown_pool",
            PolicyProblem::Attribute(error) => error.code(),
            PolicyProblem::EditsOpaque(_) => "policy_edits_opaque",
            PolicyProblem::EditsEap(_) => "policy_edits_eap",
            PolicyProblem::EditsTunnelMember(_) => "policy_edits_tunnel_member",
            PolicyProblem::TunnelDowngrade(_) => "policy_tunnel_downgrade",
            PolicyProblem::TunnelConflict => "policy_tunnel_conflict",
            PolicyProblem::EditsHidden(_) => "policy_edits_hidden",
            PolicyProblem::EditsContainer(_) => "policy_edits_container",
            PolicyProblem::NotWhole(_) => "policy_not_whole",
            PolicyProblem::ReadsHidden(_) => "policy_reads_hidden",
            PolicyProblem::RefusesAccounting => "policy_refuses_accounting",
            PolicyProblem::RefusesOther => "policy_refuses_other",
            PolicyProblem::ChallengesEap => "policy_challenges_eap",
            PolicyProblem::BadAnswer(_) => "policy_bad_answer",
            PolicyProblem::DirectAccept => "policy_direct_accept",
            PolicyProblem::OnlyInRequests(_) => "policy_only_in_requests",
            PolicyProblem::OnlyInReplies(_) => "policy_only_in_replies",
            PolicyProblem::ContinuesAfterEnd => "policy_continues_after_end",
            PolicyProblem::ExactlyOne(_) => "policy_exactly_one",
            PolicyProblem::TestNotForType { .. } => "policy_test_not_for_type",
            PolicyProblem::BadNetwork(_) => "policy_bad_network",
            PolicyProblem::BadRealm(_) => "policy_bad_realm",
            PolicyProblem::BadRegex(_) => "policy_bad_regex",
            PolicyProblem::BadTemplate(_) => "policy_bad_template",
            PolicyProblem::Schedule(error) => error.code(),
        }
    }
}
