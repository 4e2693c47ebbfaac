//! Who may see what (RFC 7970 section 3.3.1): levels, TLP 2.0, and documents made fit for an
//! audience.

mod audience;
mod bound;
mod level;
mod mark;
mod rank;
mod redact;
mod tlp;

pub use audience::Audience;
pub(crate) use bound::{Bound, Stated, carries, says_itself};
pub use level::{Level, Levels, effective};
pub use mark::{How, MAX_PLACES, Marked, Marking, mark};
pub(crate) use rank::token;
pub use rank::{INTERNAL, Mapping, MappingError, Rank};
pub use redact::{Generalised, Hidden, Reason, Redacted, Removed, Report, redact};
pub use tlp::{Tlp, UnknownLabel};
