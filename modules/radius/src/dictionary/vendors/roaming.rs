//! Roaming: WISPr and the Wireless Broadband Alliance (OpenRoaming), eduroam, Moonshot, Passpoint.

use super::Definition;
use super::definition::{byte, integer, string, text};
use crate::attribute::Reference;

const fn wispr(number: u8) -> Reference {
    Reference::vendor(14122, number)
}

pub(super) const WISPR: &[Definition] = &[
    text(wispr(1), "WISPr-Location-ID"),
    text(wispr(2), "WISPr-Location-Name"),
    text(wispr(3), "WISPr-Logoff-URL"),
    text(wispr(4), "WISPr-Redirection-URL"),
    integer(wispr(5), "WISPr-Bandwidth-Min-Up"),
    integer(wispr(6), "WISPr-Bandwidth-Min-Down"),
    integer(wispr(7), "WISPr-Bandwidth-Max-Up"),
    integer(wispr(8), "WISPr-Bandwidth-Max-Down"),
    text(wispr(9), "WISPr-Session-Terminate-Time"),
    text(wispr(10), "WISPr-Session-Terminate-End-Of-Day"),
    text(wispr(11), "WISPr-Billing-Class-Of-Service"),
    text(wispr(12), "WBA-Offered-Service"),
    text(wispr(13), "WBA-Financial-Clearing-Provider"),
    text(wispr(14), "WBA-Data-Clearing-Provider"),
    string(wispr(15), "WBA-Linear-Volume-Rate"),
    text(wispr(16), "WBA-Identity-Provider"),
    text(wispr(17), "WBA-Custom-SLA"),
];

const fn terena(number: u8) -> Reference {
    Reference::vendor(25178, number)
}

pub(super) const TERENA: &[Definition] =
    &[text(terena(10), "Eduroam-SP-Country"), text(terena(11), "Eduroam-Monitoring-Inflate")];

const fn ukerna(number: u8) -> Reference {
    Reference::vendor(25622, number)
}

pub(super) const UKERNA: &[Definition] = &[
    text(ukerna(128), "UKERNA-GSS-Acceptor-Service-Name"),
    text(ukerna(129), "UKERNA-GSS-Acceptor-Host-Name"),
    text(ukerna(130), "UKERNA-GSS-Acceptor-Service-Specific"),
    text(ukerna(131), "UKERNA-GSS-Acceptor-Realm-Name"),
    text(ukerna(132), "SAML-AAA-Assertion"),
    string(ukerna(135), "EAP-Channel-Binding-Message"),
    text(ukerna(136), "Trust-Router-COI"),
    text(ukerna(137), "Trust-Router-APC"),
    text(ukerna(138), "Moonshot-Host-TargetedId"),
    text(ukerna(139), "Moonshot-Realm-TargetedId"),
    text(ukerna(140), "Moonshot-TR-COI-TargetedId"),
    text(ukerna(141), "Moonshot-MSTID-GSS-Acceptor"),
    text(ukerna(142), "Moonshot-MSTID-Namespace"),
    text(ukerna(143), "Moonshot-MSTID-TargetedId"),
    text(ukerna(144), "Moonshot-OTP-Secret"),
];

const fn wifi_alliance(number: u8) -> Reference {
    Reference::vendor(40808, number)
}

pub(super) const WIFI_ALLIANCE: &[Definition] = &[
    string(wifi_alliance(1), "HS20-Subscription-Remediation-Needed"),
    byte(wifi_alliance(2), "HS20-AP-Version"),
    string(wifi_alliance(3), "HS20-Mobile-Device-Version"),
    string(wifi_alliance(4), "HS20-Deauthentication-Request"),
    string(wifi_alliance(5), "HS20-Session-Information-URL"),
];
