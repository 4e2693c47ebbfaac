//! What an upstream learns about a client.

use std::sync::Arc;

use kerberos::acceptor::{Anonymity, ServiceTicket};

use super::hex;
use super::identity_headers::IdentityHeaders;
use super::policy::{Policy, PolicyRefusal};
use crate::Protection;

/// An authenticated client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    ticket: Arc<ServiceTicket>,
    protection: Protection,
}

/// An authenticated client that the policy of a route admits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    /// `name@REALM`, escaped so that it fits a log line.
    pub principal: String,
    /// The headers for the upstream, in place of any that the client sent under these names.
    pub headers: Vec<(String, String)>,
}

impl Identity {
    pub(super) fn new(ticket: Arc<ServiceTicket>, protection: Protection) -> Self {
        Self { ticket, protection }
    }

    /// `name@REALM`, escaped so that it fits a log line and a header.
    #[must_use]
    pub fn principal(&self) -> String {
        self.ticket.client.to_string()
    }

    /// Admits the client on a route, or does not.
    ///
    /// Patterns never apply to anonymous clients, whose name says nothing.
    ///
    /// # Errors
    /// The [`PolicyRefusal`] that keeps the client out.
    pub fn admit(
        &self,
        policy: &Policy,
        names: &IdentityHeaders,
    ) -> Result<Admitted, PolicyRefusal> {
        let principal = self.principal();
        match self.ticket.anonymity {
            None => policy.admit_principal(&principal)?,
            Some(Anonymity::Unauthenticated { .. }) => policy.admit_anonymous(None)?,
            Some(Anonymity::RealmMember { .. }) => policy.admit_anonymous(Some(&self.realm()))?,
        }
        let headers = self.headers(&principal, policy, names);
        Ok(Admitted { principal, headers })
    }

    fn realm(&self) -> String {
        String::from_utf8_lossy(&self.ticket.client.realm).into_owned()
    }

    fn headers(
        &self,
        principal: &str,
        policy: &Policy,
        names: &IdentityHeaders,
    ) -> Vec<(String, String)> {
        let client = &self.ticket.client;
        let name_only = client.without_realm().to_string();
        let forwarded = if policy.strip_realm { &name_only } else { principal };
        let mut headers = vec![
            (names.principal(), forwarded.to_owned()),
            (names.realm(), escaped_realm(client)),
            (names.mechanism(), "kerberos".to_owned()),
            (names.protection(), self.protection.name().to_owned()),
        ];
        match &self.ticket.anonymity {
            Some(anonymity) => {
                let class = match anonymity {
                    Anonymity::Unauthenticated { .. } => "unauthenticated",
                    Anonymity::RealmMember { .. } => "realm_member",
                };
                headers.push((names.anonymous(), class.to_owned()));
                headers.push((names.pseudonym(), hex::encode(anonymity.pseudonym())));
            }
            // A name without its realm means something in the realm of the service only.
            None if client.realm == self.ticket.service.realm => {
                headers.push((names.local_name(), name_only));
            }
            None => {}
        }
        let with_groups = self.ticket.anonymity.is_none() || policy.anonymous.forward_groups;
        if let Some(logon) = self.ticket.logon_info.as_ref().filter(|_| with_groups) {
            let groups: Vec<String> = logon.groups.iter().map(ToString::to_string).collect();
            headers.push((names.groups(), groups.join(",")));
        }
        headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// The realm as the single-string form of a principal writes it.
fn escaped_realm(client: &kerberos::Principal) -> String {
    let realm_only = kerberos::Principal { components: Vec::new(), ..client.clone() };
    realm_only.to_string().trim_start_matches('@').to_owned()
}
