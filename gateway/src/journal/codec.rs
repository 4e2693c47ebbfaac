//! The encoding of what is stored: a version, then fields, those of variable length with their
//! length in front.

/// Writes fields.
pub(super) struct Writer(Vec<u8>);

/// Reads fields; none if there is less than that.
pub(super) struct Reader<'a>(&'a [u8]);

impl Writer {
    pub(super) fn new(version: u8) -> Self {
        Self(vec![version])
    }

    pub(super) fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(super) fn u16(&mut self, value: u16) {
        self.0.extend(value.to_be_bytes());
    }

    pub(super) fn u32(&mut self, value: u32) {
        self.0.extend(value.to_be_bytes());
    }

    pub(super) fn u64(&mut self, value: u64) {
        self.0.extend(value.to_be_bytes());
    }

    /// At most 65,535 octets: nothing here is longer than a packet or a name.
    pub(super) fn octets(&mut self, octets: &[u8]) {
        let length = u16::try_from(octets.len()).unwrap_or(u16::MAX);
        self.u16(length);
        self.0.extend(octets.iter().take(length.into()));
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }
}

impl<'a> Reader<'a> {
    /// None if `octets` have another version.
    pub(super) fn new(octets: &'a [u8], version: u8) -> Option<Self> {
        let (first, rest) = octets.split_first()?;
        (*first == version).then_some(Self(rest))
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.fixed().map(u8::from_be_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.fixed().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.fixed().map(u32::from_be_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.fixed().map(u64::from_be_bytes)
    }

    pub(super) fn octets(&mut self) -> Option<&'a [u8]> {
        let length = self.u16()?;
        let (octets, rest) = self.0.split_at_checked(length.into())?;
        self.0 = rest;
        Some(octets)
    }

    pub(super) fn text(&mut self) -> Option<String> {
        String::from_utf8(self.octets()?.to_vec()).ok()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn fixed<const OCTETS: usize>(&mut self) -> Option<[u8; OCTETS]> {
        let (octets, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*octets)
    }
}
