//! Mobile and service provider networks.

use super::definition::{byte, integer, ipv4, ipv6, string, text};
use super::{Definition, Hiding};
use crate::attribute::Reference;

const fn three_gpp(number: u8) -> Reference {
    Reference::vendor(10415, number)
}

pub(super) const THREE_GPP: &[Definition] = &[
    text(three_gpp(1), "3GPP-IMSI"),
    integer(three_gpp(2), "3GPP-Charging-ID"),
    integer(three_gpp(3), "3GPP-PDP-Type"),
    ipv4(three_gpp(4), "3GPP-Charging-Gateway-Address"),
    text(three_gpp(5), "3GPP-GPRS-Negotiated-QoS-profile"),
    ipv4(three_gpp(6), "3GPP-SGSN-Address"),
    ipv4(three_gpp(7), "3GPP-GGSN-Address"),
    text(three_gpp(8), "3GPP-IMSI-MCC-MNC"),
    text(three_gpp(9), "3GPP-GGSN-MCC-MNC"),
    text(three_gpp(10), "3GPP-NSAPI"),
    byte(three_gpp(11), "3GPP-Session-Stop-Indicator"),
    text(three_gpp(12), "3GPP-Selection-Mode"),
    text(three_gpp(13), "3GPP-Charging-Characteristics"),
    ipv6(three_gpp(14), "3GPP-Charging-Gateway-IPv6-Address"),
    ipv6(three_gpp(15), "3GPP-SGSN-IPv6-Address"),
    ipv6(three_gpp(16), "3GPP-GGSN-IPv6-Address"),
    string(three_gpp(17), "3GPP-IPv6-DNS-Servers"),
    text(three_gpp(18), "3GPP-SGSN-MCC-MNC"),
    byte(three_gpp(19), "3GPP-Teardown-Indicator"),
    text(three_gpp(20), "3GPP-IMEISV"),
    byte(three_gpp(21), "3GPP-RAT-Type"),
    string(three_gpp(22), "3GPP-User-Location-Info"),
    string(three_gpp(23), "3GPP-MS-Time-Zone"),
    string(three_gpp(24), "3GPP-Camel-Charging-Info"),
    string(three_gpp(25), "3GPP-Packet-Filter"),
    byte(three_gpp(26), "3GPP-Negotiated-DSCP"),
    byte(three_gpp(27), "3GPP-Allocate-IP-Type"),
];

pub(super) const THREE_GPP2: &[Definition] =
    &[text(Reference::vendor(5535, 58), "3GPP2-MN-HA-Shared-Key").hidden(Hiding::Salted)];

pub(super) const MOTOROLA: &[Definition] =
    &[text(Reference::vendor(161, 11), "Motorola-WiMAX-MIP-KEY").hidden(Hiding::Salted)];

const fn alu_aaa(number: u8) -> Reference {
    Reference::vendor(831, number)
}

pub(super) const ALU_AAA: &[Definition] = &[
    string(alu_aaa(116), "ALU-AAA-Key-0").hidden(Hiding::Salted),
    string(alu_aaa(117), "ALU-AAA-Key-1").hidden(Hiding::Salted),
    string(alu_aaa(118), "ALU-AAA-Key-2").hidden(Hiding::Salted),
    string(alu_aaa(119), "ALU-AAA-Key-3").hidden(Hiding::Salted),
];

const fn alcatel_sr(number: u8) -> Reference {
    Reference::vendor(6527, number)
}

pub(super) const ALCATEL_SR: &[Definition] = &[
    integer(alcatel_sr(122), "Alc-LI-Action").hidden(Hiding::Salted),
    text(alcatel_sr(123), "Alc-LI-Destination").hidden(Hiding::Salted),
    integer(alcatel_sr(124), "Alc-LI-FC").hidden(Hiding::Salted),
    integer(alcatel_sr(125), "Alc-LI-Direction").hidden(Hiding::Salted),
    integer(alcatel_sr(138), "Alc-LI-Intercept-Id").hidden(Hiding::Salted),
    integer(alcatel_sr(139), "Alc-LI-Session-Id").hidden(Hiding::Salted),
    text(alcatel_sr(142), "Alc-APN-Password").hidden(Hiding::Salted),
];
