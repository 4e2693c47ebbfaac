//! Who is admitted on a route.

use super::config::{Anonymous, Config, Mode};
use super::glob::Glob;
use super::route::RouteSettings;

/// What holds on one route: the plugin's settings, with those of the route in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// What happens to requests without a token.
    pub mode: Mode,
    /// Who is admitted; `None` admits everyone who authenticates.
    pub allow: Option<Vec<Glob>>,
    /// Who is refused even if `allow` names them.
    pub deny: Vec<Glob>,
    /// Which anonymous clients are admitted.
    pub anonymous: Anonymous,
    /// Whether anonymity is refused whatever `anonymous` says.
    pub audit: bool,
    /// Whether the principal is handed on without its realm.
    pub strip_realm: bool,
}

/// Why an authenticated client is not admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyRefusal {
    /// The route is audited, and the client is anonymous.
    #[error("the route is audited and the client is anonymous")]
    AnonymousOnAuditRoute,
    /// `anonymous` does not admit this class of anonymous client.
    #[error("anonymous clients of this class are not admitted")]
    AnonymousNotAllowed,
    /// `deny` names the principal.
    #[error("the principal is denied")]
    PrincipalDenied,
    /// `allow` does not name the principal.
    #[error("the principal is not allowed")]
    PrincipalNotAllowed,
}

impl PolicyRefusal {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::AnonymousOnAuditRoute => "anonymous_on_audit_route",
            Self::AnonymousNotAllowed => "anonymous_not_allowed",
            Self::PrincipalDenied => "principal_denied",
            Self::PrincipalNotAllowed => "principal_not_allowed",
        }
    }
}

impl Policy {
    /// What holds on routes without settings of their own.
    #[must_use]
    pub fn of_plugin(config: &Config) -> Self {
        Self {
            mode: config.mode,
            allow: config.allow.clone(),
            deny: config.deny.clone(),
            anonymous: config.anonymous.clone(),
            audit: config.audit,
            strip_realm: config.strip_realm,
        }
    }

    /// What holds on a route with these settings. A setting replaces the plugin's whole value: the
    /// lists are not merged.
    #[must_use]
    pub fn on_route(&self, settings: &RouteSettings) -> Self {
        let settings = settings.clone();
        Self {
            mode: settings.mode.unwrap_or(self.mode),
            allow: settings.allow.or_else(|| self.allow.clone()),
            deny: settings.deny.unwrap_or_else(|| self.deny.clone()),
            anonymous: settings.anonymous.unwrap_or_else(|| self.anonymous.clone()),
            audit: settings.audit.unwrap_or(self.audit),
            strip_realm: settings.strip_realm.unwrap_or(self.strip_realm),
        }
    }

    /// Whether a named client is admitted; `principal` is `name@REALM`.
    ///
    /// # Errors
    ///
    /// The [`PolicyRefusal`] that keeps the client out.
    pub fn admit_principal(&self, principal: &str) -> Result<(), PolicyRefusal> {
        if self.deny.iter().any(|pattern| pattern.matches(principal)) {
            return Err(PolicyRefusal::PrincipalDenied);
        }
        match &self.allow {
            Some(allow) if !allow.iter().any(|pattern| pattern.matches(principal)) => {
                Err(PolicyRefusal::PrincipalNotAllowed)
            }
            _ => Ok(()),
        }
    }

    /// Whether an anonymous client is admitted: a member of `realm` whose name is hidden, or with
    /// `None` a client whom no KDC has authenticated. Patterns on names never apply to either.
    ///
    /// # Errors
    ///
    /// The [`PolicyRefusal`] that keeps the client out.
    pub fn admit_anonymous(&self, realm: Option<&str>) -> Result<(), PolicyRefusal> {
        let admitted = match realm {
            None => self.anonymous.unauthenticated,
            Some(realm) => self.anonymous.realms.iter().any(|trusted| trusted == realm),
        };
        match (self.audit, admitted) {
            (true, _) => Err(PolicyRefusal::AnonymousOnAuditRoute),
            (false, false) => Err(PolicyRefusal::AnonymousNotAllowed),
            (false, true) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(settings: &str) -> Policy {
        let json = format!(r#"{{"keytab": "BQI="{settings}}}"#);
        Policy::of_plugin(&serde_json::from_str::<Config>(&json).unwrap())
    }

    #[test]
    fn without_lists_every_named_client_is_admitted_and_no_anonymous_one() {
        let policy = policy("");
        assert_eq!(policy.admit_principal("alice@R"), Ok(()));
        for realm in [None, Some("R")] {
            assert_eq!(policy.admit_anonymous(realm), Err(PolicyRefusal::AnonymousNotAllowed));
        }
    }

    #[test]
    fn deny_wins_over_allow_and_an_empty_allow_admits_nobody() {
        let lists = policy(r#", "allow": ["*@R"], "deny": ["mallory@*"]"#);
        assert_eq!(lists.admit_principal("alice@R"), Ok(()));
        assert_eq!(lists.admit_principal("mallory@R"), Err(PolicyRefusal::PrincipalDenied));
        assert_eq!(lists.admit_principal("alice@S"), Err(PolicyRefusal::PrincipalNotAllowed));
        let nobody = policy(r#", "allow": []"#);
        assert_eq!(nobody.admit_principal("alice@R"), Err(PolicyRefusal::PrincipalNotAllowed));
    }

    #[test]
    fn the_two_anonymous_classes_are_admitted_apart() {
        let unauthenticated = policy(r#", "anonymous": {"unauthenticated": true}"#);
        assert_eq!(unauthenticated.admit_anonymous(None), Ok(()));
        assert!(unauthenticated.admit_anonymous(Some("R")).is_err());
        let realm = policy(r#", "anonymous": {"realms": ["R"]}"#);
        assert_eq!(realm.admit_anonymous(Some("R")), Ok(()));
        assert!(realm.admit_anonymous(Some("r")).is_err());
        assert!(realm.admit_anonymous(None).is_err());
    }

    #[test]
    fn an_audited_route_refuses_every_anonymous_client() {
        let plugin = policy(r#", "anonymous": {"unauthenticated": true, "realms": ["R"]}"#);
        let settings = RouteSettings { audit: Some(true), ..RouteSettings::default() };
        let audited = plugin.on_route(&settings);
        for realm in [None, Some("R")] {
            assert_eq!(audited.admit_anonymous(realm), Err(PolicyRefusal::AnonymousOnAuditRoute));
        }
        assert_eq!(audited.admit_principal("alice@R"), Ok(()));
    }

    #[test]
    fn a_route_replaces_only_what_it_sets() {
        let plugin = policy(r#", "deny": ["mallory@*"], "strip_realm": true"#);
        let settings = RouteSettings { mode: Some(Mode::Off), ..RouteSettings::default() };
        let route = plugin.on_route(&settings);
        assert_eq!((route.mode, route.strip_realm), (Mode::Off, true));
        assert_eq!(route.deny, plugin.deny);
    }
}
