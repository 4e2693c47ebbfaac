//! Expressions of indicators (RFC 7970 section 3.29.4 to 3.29.7).

use super::{Element, Findings, id};

/// How many operands an operator has.
pub(super) fn operands(element: &Element<'_>, findings: &mut Findings) {
    let is_operand = |class: &str| {
        matches!(
            class,
            "IndicatorExpression" | "Observable" | "ObservableReference" | "IndicatorReference"
        )
    };
    let count = element.children().filter(|child| is_operand(child.1)).count();
    let args = [("count", &*count.to_string())];
    match (element.attribute("operator"), count) {
        // Structure says that there is none.
        (_, 0) | (Some("not"), 1) | (Some("xor"), 2) => {}
        (Some("not"), _) => {
            findings.at_attribute(id::EXPRESSION_NOT_UNARY, element, "operator", &args)
        }
        (Some("xor"), 1) => {
            findings.at_attribute(id::EXPRESSION_XOR_SINGLE, element, "operator", &args)
        }
        (Some("xor"), _) => {
            findings.at_attribute(id::EXPRESSION_XOR_AMBIGUOUS, element, "operator", &args);
        }
        _ => {}
    }
}

/// IndicatorReference: one of its two references, not both.
pub(super) fn reference(element: &Element<'_>, findings: &mut Findings) {
    match (element.attribute("uid-ref"), element.attribute("euid-ref")) {
        (None, None) => findings.at_tag(id::INDICATORREFERENCE_NONE, element, &[]),
        (Some(_), Some(_)) => {
            findings.at_attribute(id::INDICATORREFERENCE_BOTH, element, "euid-ref", &[]);
        }
        (None, Some(euid)) if euid.trim().is_empty() => {
            findings.at_attribute(id::INDICATORREFERENCE_NONE, element, "euid-ref", &[]);
        }
        _ => {}
    }
}
