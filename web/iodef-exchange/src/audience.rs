//! A document for an audience: what they may see, without the classes that its purpose does not need.

use std::collections::BTreeSet;

use iodef::Error;
use iodef::convert::{self, Filter};
use iodef::document::{Document, NodeId};
use iodef::restriction::{self, Audience, Redacted};
use iodef::structure::IODEF_2;
use serde::Serialize;

/// The most places of elements left out that are listed; the count goes on.
pub const MAX_LISTED: usize = 500;

/// The document, what redaction did, and what was left out beside it.
#[derive(Serialize)]
pub struct ForAudience {
    #[serde(flatten)]
    redacted: Redacted,
    /// Places, in the original document, of elements of the classes that were to be left out.
    left_out: Vec<String>,
    /// How many there are.
    left_out_count: usize,
}

/// Makes the document fit for an audience, and leaves out the elements of these classes that it need
/// not have.
///
/// # Errors
/// Those of [`restriction::redact`] and [`convert::filter`].
pub fn fit(
    document: &Document,
    audience: &Audience,
    without: Vec<String>,
) -> Result<ForAudience, Error> {
    let mut redacted = restriction::redact(document, audience)?;
    let (mut left_out, mut left_out_count) = (Vec::new(), 0_usize);
    if !without.is_empty() {
        let gone: BTreeSet<&str> =
            redacted.report.removed.iter().map(|removed| removed.xpath.as_str()).collect();
        let mut next = document.root();
        let end = document.subtree_end(next);
        while next < end {
            let is_out = document.is_element(next)
                && document.namespace(next) == IODEF_2
                && without.iter().any(|class| class == document.local_name(next));
            let xpath = is_out.then(|| document.xpath(next));
            next = match &xpath {
                Some(_) => document.subtree_end(next),
                None => NodeId::from_index(next.index().saturating_add(1)),
            };
            let Some(xpath) = xpath.filter(|xpath| !gone.contains(xpath.as_str())) else {
                continue;
            };
            left_out_count = left_out_count.saturating_add(1);
            if left_out.len() < MAX_LISTED {
                left_out.push(xpath);
            }
        }
        let kept = Document::from_text(redacted.text, document.limits())?;
        redacted.text = convert::filter(&kept, &Filter { without, ..Filter::default() })?.text;
    }
    Ok(ForAudience { redacted, left_out, left_out_count })
}
