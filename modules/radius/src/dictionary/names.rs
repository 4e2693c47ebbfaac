//! Names of numbers.

type Names = &'static [(u32, &'static str)];

/// RFC 2865 section 5.6, RFC 5176 section 3.2, RFC 5607 section 6.1.
pub(super) const SERVICE_TYPE: Names = &[
    (1, "Login-User"),
    (2, "Framed-User"),
    (3, "Callback-Login-User"),
    (4, "Callback-Framed-User"),
    (5, "Outbound-User"),
    (6, "Administrative-User"),
    (7, "NAS-Prompt-User"),
    (8, "Authenticate-Only"),
    (9, "Callback-NAS-Prompt"),
    (10, "Call-Check"),
    (11, "Callback-Administrative"),
    (17, "Authorize-Only"),
    (18, "Framed-Management"),
];

/// RFC 2865 section 5.7.
pub(super) const FRAMED_PROTOCOL: Names = &[
    (1, "PPP"),
    (2, "SLIP"),
    (3, "ARAP"),
    (4, "Gandalf-SLML"),
    (5, "Xylogics-IPX-SLIP"),
    (6, "X.75-Synchronous"),
];

/// RFC 2865 section 5.10.
pub(super) const FRAMED_ROUTING: Names =
    &[(0, "None"), (1, "Broadcast"), (2, "Listen"), (3, "Broadcast-Listen")];

/// RFC 2865 section 5.13.
pub(super) const FRAMED_COMPRESSION: Names =
    &[(0, "None"), (1, "Van-Jacobson-TCP-IP"), (2, "IPX-Header-Compression"), (3, "Stac-LZS")];

/// RFC 2865 section 5.15.
pub(super) const LOGIN_SERVICE: Names = &[
    (0, "Telnet"),
    (1, "Rlogin"),
    (2, "TCP-Clear"),
    (3, "PortMaster"),
    (4, "LAT"),
    (5, "X25-PAD"),
    (6, "X25-T3POS"),
    (8, "TCP-Clear-Quiet"),
];

/// RFC 2865 section 5.16.
pub(super) const LOGIN_TCP_PORT: Names = &[(23, "Telnet"), (513, "Rlogin"), (514, "Rsh")];

/// RFC 2865 section 5.29.
pub(super) const TERMINATION_ACTION: Names = &[(0, "Default"), (1, "RADIUS-Request")];

/// RFC 2866 section 5.1, RFC 2867 section 3. Number 6 has no name here: RFC 2607 section 5.1 calls
/// it Proxy-Stop, the registry does not, and configuration decides.
pub(super) const ACCT_STATUS_TYPE: Names = &[
    (1, "Start"),
    (2, "Stop"),
    (3, "Interim-Update"),
    (3, "Alive"),
    (7, "Accounting-On"),
    (8, "Accounting-Off"),
    (9, "Tunnel-Start"),
    (10, "Tunnel-Stop"),
    (11, "Tunnel-Reject"),
    (12, "Tunnel-Link-Start"),
    (13, "Tunnel-Link-Stop"),
    (14, "Tunnel-Link-Reject"),
    (15, "Failed"),
];

/// RFC 2866 section 5.6, RFC 7155 section 4.6.
pub(super) const ACCT_AUTHENTIC: Names =
    &[(1, "RADIUS"), (2, "Local"), (3, "Remote"), (4, "Diameter")];

/// RFC 2866 section 5.10, RFC 3580 section 3.
pub(super) const ACCT_TERMINATE_CAUSE: Names = &[
    (1, "User-Request"),
    (2, "Lost-Carrier"),
    (3, "Lost-Service"),
    (4, "Idle-Timeout"),
    (5, "Session-Timeout"),
    (6, "Admin-Reset"),
    (7, "Admin-Reboot"),
    (8, "Port-Error"),
    (9, "NAS-Error"),
    (10, "NAS-Request"),
    (11, "NAS-Reboot"),
    (12, "Port-Unneeded"),
    (13, "Port-Preempted"),
    (14, "Port-Suspended"),
    (15, "Service-Unavailable"),
    (16, "Callback"),
    (17, "User-Error"),
    (18, "Host-Request"),
    (19, "Supplicant-Restart"),
    (20, "Reauthentication-Failure"),
    (21, "Port-Reinit"),
    (22, "Port-Disabled"),
];

/// RFC 4675 section 2.2.
pub(super) const INGRESS_FILTERS: Names = &[(1, "Enabled"), (2, "Disabled")];

/// RFC 2865 section 5.41, RFC 3580 section 3.4, RFC 4603.
pub(super) const NAS_PORT_TYPE: Names = &[
    (0, "Async"),
    (1, "Sync"),
    (2, "ISDN"),
    (3, "ISDN-V120"),
    (4, "ISDN-V110"),
    (5, "Virtual"),
    (6, "PIAFS"),
    (7, "HDLC-Clear-Channel"),
    (8, "X.25"),
    (9, "X.75"),
    (10, "G.3-Fax"),
    (11, "SDSL"),
    (12, "ADSL-CAP"),
    (13, "ADSL-DMT"),
    (14, "IDSL"),
    (15, "Ethernet"),
    (16, "xDSL"),
    (17, "Cable"),
    (18, "Wireless-Other"),
    (19, "Wireless-802.11"),
    (20, "Token-Ring"),
    (21, "FDDI"),
    (30, "PPPoA"),
    (31, "PPPoEoA"),
    (32, "PPPoEoE"),
    (33, "PPPoEoVLAN"),
    (34, "PPPoEoQinQ"),
];

/// RFC 2868 section 3.1, RFC 3580 section 3.31.
pub(super) const TUNNEL_TYPE: Names = &[
    (1, "PPTP"),
    (2, "L2F"),
    (3, "L2TP"),
    (4, "ATMP"),
    (5, "VTP"),
    (6, "AH"),
    (7, "IP"),
    (8, "MIN-IP"),
    (9, "ESP"),
    (10, "GRE"),
    (11, "DVS"),
    (12, "IP-in-IP"),
    (13, "VLAN"),
];

/// RFC 2868 section 3.2.
pub(super) const TUNNEL_MEDIUM_TYPE: Names = &[
    (1, "IPv4"),
    (1, "IP"),
    (2, "IPv6"),
    (3, "NSAP"),
    (4, "HDLC"),
    (5, "BBN-1822"),
    (6, "IEEE-802"),
    (7, "E.163"),
    (8, "E.164"),
    (9, "F.69"),
    (10, "X.121"),
    (11, "IPX"),
    (12, "Appletalk"),
    (13, "DecNet-IV"),
    (14, "Banyan-Vines"),
    (15, "E.164-NSAP"),
];

/// RFC 2869 section 5.6.
pub(super) const ARAP_ZONE_ACCESS: Names =
    &[(1, "Default-Zone"), (2, "Zone-Filter-Inclusive"), (4, "Zone-Filter-Exclusive")];

/// RFC 2869 section 5.10.
pub(super) const PROMPT: Names = &[(0, "No-Echo"), (1, "Echo")];

/// RFC 5176 section 3.5.
pub(super) const ERROR_CAUSE: Names = &[
    (201, "Residual-Context-Removed"),
    (202, "Invalid-EAP-Packet"),
    (401, "Unsupported-Attribute"),
    (402, "Missing-Attribute"),
    (403, "NAS-Identification-Mismatch"),
    (404, "Invalid-Request"),
    (405, "Unsupported-Service"),
    (406, "Unsupported-Extension"),
    (407, "Invalid-Attribute-Value"),
    (501, "Administratively-Prohibited"),
    (502, "Proxy-Request-Not-Routable"),
    (503, "Session-Context-Not-Found"),
    (504, "Session-Context-Not-Removable"),
    (505, "Proxy-Processing-Error"),
    (506, "Resources-Unavailable"),
    (507, "Request-Initiated"),
    (508, "Multiple-Session-Selection-Unsupported"),
];

/// RFC 5580 section 4.6.
pub(super) const LOCATION_CAPABLE: Names =
    &[(1, "Civic-Location"), (2, "Geo-Location"), (4, "Users-Location"), (8, "NAS-Location")];

/// RFC 5580 section 4.7.
pub(super) const REQUESTED_LOCATION_INFO: Names = &[
    (1, "Civic-Location"),
    (2, "Geo-Location"),
    (4, "Users-Location"),
    (8, "NAS-Location"),
    (16, "Future-Requests"),
    (32, "None"),
];

/// RFC 5607 section 6.1.
pub(super) const FRAMED_MANAGEMENT: Names = &[
    (1, "SNMP"),
    (2, "Web-Based"),
    (3, "Netconf"),
    (4, "FTP"),
    (5, "TFTP"),
    (6, "SFTP"),
    (7, "RCP"),
    (8, "SCP"),
];

/// RFC 5607 section 6.2.
pub(super) const MANAGEMENT_PROTECTION: Names = &[
    (1, "No-Protection"),
    (2, "Integrity-Protection"),
    (3, "Integrity-Confidentiality-Protection"),
];

/// RFC 6677 section 5.3.
pub(super) const EAP_LOWER_LAYER: Names = &[
    (1, "Wired-IEEE-802.1X"),
    (2, "IEEE-802.1X-No-Preauth"),
    (3, "IEEE-802.1X-Preauth"),
    (4, "IEEE-802.16e"),
    (5, "IKEv2"),
    (6, "PPP"),
    (7, "PANA-No-Preauth"),
    (8, "GSS-API"),
    (9, "PANA-Preauth"),
];

/// RFC 7499 section 10.2.
pub(super) const FRAG_STATUS: Names = &[
    (0, "Reserved"),
    (1, "Fragmentation-Supported"),
    (2, "More-Data-Pending"),
    (3, "More-Data-Request"),
];

/// RFC 2548 section 2.4.4.
pub(super) const MS_MPPE_ENCRYPTION_POLICY: Names =
    &[(1, "Encryption-Allowed"), (2, "Encryption-Required")];

/// RFC 2548 section 2.6.1.
pub(super) const MS_BAP_USAGE: Names = &[(0, "Not-Allowed"), (1, "Allowed"), (2, "Required")];

/// RFC 2548 section 2.7.3.
pub(super) const MS_ACCT_AUTH_TYPE: Names =
    &[(1, "PAP"), (2, "CHAP"), (3, "MS-CHAP-1"), (4, "MS-CHAP-2"), (5, "EAP")];
