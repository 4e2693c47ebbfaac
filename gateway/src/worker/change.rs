//! CoA- and Disconnect-Requests, which go back to where the user is (RFC 8559).

use std::time::Duration;

use radius::radius11::{Handles, Packet};
use radius::transaction::TransactionId;

use super::Worker;
use super::decide::Wanted;
use crate::coa::{Change, ErrorCause, nak, way_back};
use crate::guest::Route;

impl Worker {
    /// Forwards what the module lets go on, or answers that it is not routable.
    pub(super) fn change(
        &mut self,
        id: TransactionId,
        packet: Packet,
        handles: Handles,
        now: Duration,
    ) {
        let Some(transaction) = self.transactions.get(&id) else { return };
        let Some(at) = self.position(transaction.generation) else { return };
        let Some(resolved) = self.generations.get(at).map(|it| &it.setup.resolved) else { return };
        let arrived = &transaction.arrived;
        let change = Change {
            client: &arrived.client,
            address: arrived.source.client.ip(),
            request: &transaction.request,
        };
        let pool = match way_back(resolved, &self.process.realm_paths, change, now) {
            Ok(pool) => pool.to_owned(),
            Err(refusal) => {
                let reason = (refusal.code(), refusal.to_string());
                return self.refuse_change(id, reason, ErrorCause::NOT_ROUTABLE, now);
            }
        };
        let Some(core_pool) = resolved.pool(&pool, packet.code) else {
            let reason = ("unknown_pool", format!("pool {pool} takes no CoA"));
            return self.refuse_change(id, reason, ErrorCause::OTHER_PROXY_PROCESSING_ERROR, now);
        };
        let route = Route { accounting_pool: String::new(), pool };
        let wanted = Wanted { attributes: packet.attributes, handles, route };
        if self.is_permitted(id, packet.code, &wanted, now) {
            self.send_to(id, core_pool, wanted, now);
        }
    }

    fn refuse_change(
        &mut self,
        id: TransactionId,
        (code, detail): (&'static str, String),
        cause: ErrorCause,
        now: Duration,
    ) {
        let Some(transaction) = self.transactions.get_mut(&id) else { return };
        transaction.reason.code = code.to_owned();
        transaction.reason.detail = detail;
        self.process.metrics.count("change_refused", code);
        match nak(transaction.code, &transaction.request, cause) {
            Some((code, attributes)) => self.answer_directly(id, code, attributes, now),
            None => self.drop_request(id, now),
        }
    }
}
