//! stub
use radius::attribute::Attributes;
use std::time::Duration;
/// stub
#[derive(Default)]
pub struct ClassTable;
impl ClassTable {
    /// stub
    pub fn accepted(&self, _: &Attributes, _: &Attributes, _: Duration) {}
}
