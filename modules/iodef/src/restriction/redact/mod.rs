//! A document made fit for an audience.

mod invisible;
mod plan;
mod references;
mod report;
mod text;
mod withheld;
mod write;

use plan::Plan;
pub(super) use plan::is_complete;
pub use report::{Generalised, Hidden, Reason, Redacted, Removed, Report};

use super::Audience;
use crate::document::Document;
use crate::error::{Error, RedactionFault};
use crate::structure::IODEF_2;

/// Makes a document that holds nothing above the audience's level.
///
/// - An element above the level goes, with everything in it that is not relaxed to the level again.
///   An element that has something relaxed in it stays as a shell: its required attributes and
///   members say `withheld`, its other attributes go, and its restriction is the audience's.
/// - A required member that goes is replaced where that can be said without saying something false;
///   else the element that requires it goes too. An IndicatorExpression without one of its operands
///   would match something else, so it goes as a whole.
/// - References to what has gone go too: `uid-ref`, and IncidentID and IndicatorID that name an
///   incident or indicator of this document.
/// - What a reader does not see goes: comments, processing instructions, white space between
///   elements and its runs in prose, CDATA boundaries, references to characters, order and quoting
///   inside tags, namespaces that nothing uses, invisible characters that do nothing where they
///   stand. Text that is evidence stays character by character, and so does the text of foreign
///   elements; the report counts the invisible characters that stay.
/// - Signatures in extensions go, because what they cover is no longer there as it was.
///
/// A document that is valid under [`Profile::Common`](crate::profile::Profile::Common) stays so.
///
/// # Errors
/// [`RedactionFault`]: not version 2, or nothing is left for this audience.
pub fn redact(document: &Document, audience: &Audience) -> Result<Redacted, Error> {
    let root = document.root();
    if document.namespace(root) != IODEF_2 || document.local_name(root) != "IODEF-Document" {
        return Err(RedactionFault::NotVersion2.into());
    }
    let plan = Plan::new(document, audience);
    if !plan.has_incident() {
        return Err(RedactionFault::NothingLeft { highest: audience.highest.token() }.into());
    }
    Ok(write::write(document, audience, plan))
}
