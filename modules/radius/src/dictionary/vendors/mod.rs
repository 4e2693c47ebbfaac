//! Vendors in order of their enterprise numbers, with the attributes that policies ask for.

mod access;
mod cisco;
mod microsoft;
mod mobile;
mod roaming;
mod wireless;

use super::definition::{self, Definition, Hiding, Role};
use super::names;

/// A vendor whose attributes have one octet each of type and length.
#[derive(Debug)]
pub struct Vendor {
    /// Its enterprise number (Vendor-Id).
    pub number: u32,
    /// Its name.
    pub name: &'static str,
    /// Its attributes in order of their numbers.
    pub attributes: &'static [Definition],
}

const fn vendor(number: u32, name: &'static str, attributes: &'static [Definition]) -> Vendor {
    Vendor { number, name, attributes }
}

pub(super) const VENDORS: &[Vendor] = &[
    vendor(9, "Cisco", cisco::CISCO),
    vendor(11, "HP", access::HP),
    vendor(161, "Motorola", mobile::MOTOROLA),
    vendor(311, "Microsoft", microsoft::MICROSOFT),
    vendor(674, "DellEMC", access::DELL_EMC),
    vendor(831, "ALU-AAA", mobile::ALU_AAA),
    vendor(1588, "Brocade", access::BROCADE),
    vendor(1916, "Extreme", access::EXTREME),
    vendor(2011, "Huawei", access::HUAWEI),
    vendor(2356, "Lancom", wireless::LANCOM),
    vendor(2636, "Juniper", access::JUNIPER),
    vendor(4874, "ERX", access::ERX),
    vendor(5535, "3GPP2", mobile::THREE_GPP2),
    vendor(6527, "Alcatel-Lucent-Service-Router", mobile::ALCATEL_SR),
    vendor(10415, "3GPP", mobile::THREE_GPP),
    vendor(12356, "Fortinet", access::FORTINET),
    vendor(14122, "WISPr", roaming::WISPR),
    vendor(14179, "Airespace", wireless::AIRESPACE),
    vendor(14559, "ChilliSpot", wireless::CHILLISPOT),
    vendor(14823, "Aruba", wireless::ARUBA),
    vendor(14988, "Mikrotik", wireless::MIKROTIK),
    vendor(25053, "Ruckus", wireless::RUCKUS),
    vendor(25178, "TERENA", roaming::TERENA),
    vendor(25461, "PaloAlto", access::PALO_ALTO),
    vendor(25622, "UKERNA", roaming::UKERNA),
    vendor(26928, "Aerohive", wireless::AEROHIVE),
    vendor(29671, "Meraki", wireless::MERAKI),
    vendor(30065, "Arista", access::ARISTA),
    vendor(40808, "WiFi-Alliance", roaming::WIFI_ALLIANCE),
];
