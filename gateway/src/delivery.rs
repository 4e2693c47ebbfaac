//! stub
use crate::metrics::Metrics;
use crate::worker::Setup;
use radius::transaction::ProxyTag;
use std::sync::Arc;
/// stub
#[derive(Clone)]
pub struct DeliveryHandle;
/// stub
pub struct Delivery;
impl Delivery {
    /// stub
    pub fn start(_: &Setup, _: ProxyTag, _: Arc<Metrics>) -> Result<Self, String> {
        Ok(Self)
    }
    /// stub
    pub fn handle(&self) -> DeliveryHandle {
        DeliveryHandle
    }
    /// stub
    pub fn reconfigure(&self, _: &Setup) {}
    /// stub
    pub fn drain(self) {}
}
