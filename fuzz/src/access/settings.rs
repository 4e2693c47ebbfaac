//! The settings of a plugin and of a route.

use spnego::access::RouteSettings;
use spnego::access::{Anonymous, Config, Glob, Mode, Negotiation, Policy, ReplayAfterLoss};

use super::clients::{REALM_MEMBER, UNAUTHENTICATED};
use crate::input::Input;

/// Six octets of settings.
pub(super) fn config(input: &mut Input<'_>) -> Config {
    let mut config = Config::default();
    config.mode = mode(input);
    config.replay_after_loss = input.pick(&[
        ReplayAfterLoss::Accept,
        ReplayAfterLoss::Accept,
        ReplayAfterLoss::AcceptNewer,
        ReplayAfterLoss::Refuse,
    ]);
    config.max_token_bytes = input.pick(&[49_152, 1024]);
    config.ticket_cache_entries = input.pick(&[1024, 1, 0]);
    let switches = input.u8();
    config.error_token = switches & 1 == 0;
    config.negotiation =
        if switches & 2 == 0 { Negotiation::Rfc4178 } else { Negotiation::Rfc2478 };
    config.strip_realm = switches & 4 != 0;
    config.audit = switches & 8 != 0;
    let lists = input.u8();
    config.allow = allow(lists);
    config.deny = deny(lists);
    config.anonymous = anonymous(lists);
    config
}

/// Two octets of settings.
pub(super) fn route(input: &mut Input<'_>) -> RouteSettings {
    let mode = mode(input);
    let lists = input.u8();
    RouteSettings {
        mode: Some(mode),
        allow: allow(lists),
        deny: Some(deny(lists)),
        anonymous: Some(anonymous(lists)),
        audit: Some(lists & 64 != 0),
        strip_realm: Some(lists & 128 != 0),
    }
}

fn mode(input: &mut Input<'_>) -> Mode {
    input.pick(&[Mode::Require, Mode::Require, Mode::Optional, Mode::Off])
}

fn allow(lists: u8) -> Option<Vec<Glob>> {
    match lists & 3 {
        2 => Some(patterns(&["*@EXAMPLE.COM"])),
        3 => Some(Vec::new()),
        _ => None,
    }
}

fn deny(lists: u8) -> Vec<Glob> {
    if lists & 4 == 0 { Vec::new() } else { patterns(&["alice@*", "WELLKNOWN/*"]) }
}

fn patterns(patterns: &[&str]) -> Vec<Glob> {
    patterns.iter().map(|pattern| Glob::new(pattern).expect("a pattern")).collect()
}

fn anonymous(lists: u8) -> Anonymous {
    Anonymous {
        unauthenticated: lists & 8 != 0,
        realms: if lists & 16 == 0 { Vec::new() } else { vec!["EXAMPLE.COM".into()] },
        forward_groups: lists & 32 != 0,
    }
}

/// Whether a route admits a client: names by the patterns, anonymous clients by their class alone.
pub(super) fn is_permitted(principal: &str, policy: &Policy) -> bool {
    let matches = |patterns: &[Glob]| patterns.iter().any(|pattern| pattern.matches(principal));
    match principal {
        UNAUTHENTICATED => !policy.audit && policy.anonymous.unauthenticated,
        REALM_MEMBER => !policy.audit && !policy.anonymous.realms.is_empty(),
        _ => !matches(&policy.deny) && policy.allow.as_deref().is_none_or(matches),
    }
}
