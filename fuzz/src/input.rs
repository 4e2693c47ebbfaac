//! Takes apart what the fuzzer gives.

/// The octets that are not read yet. At the end it reads zeros, so that every input is a good one.
pub struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    /// Reads `octets`.
    pub fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    /// Whether everything is read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// At most `length` octets.
    pub fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// All octets that are left.
    pub fn rest(&mut self) -> &'a [u8] {
        self.take(usize::MAX)
    }

    /// Octets behind their length in 16 bits.
    pub fn sized(&mut self) -> &'a [u8] {
        let length = self.u16();
        self.take(usize::from(length))
    }

    /// Octets behind their length in 8 bits.
    pub fn short(&mut self) -> &'a [u8] {
        let length = self.u8();
        self.take(usize::from(length))
    }

    /// One octet.
    pub fn u8(&mut self) -> u8 {
        let [octet] = self.array();
        octet
    }

    /// Two octets, the most significant first.
    pub fn u16(&mut self) -> u16 {
        u16::from_be_bytes(self.array())
    }

    /// Four octets, the most significant first.
    pub fn i32(&mut self) -> i32 {
        i32::from_be_bytes(self.array())
    }

    /// Eight octets, the most significant first.
    pub fn i64(&mut self) -> i64 {
        i64::from_be_bytes(self.array())
    }

    /// Whether the next octet is odd.
    pub fn bit(&mut self) -> bool {
        self.u8() & 1 == 1
    }

    /// An element of `list`.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::from(self.u8()) % list.len()]
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut octets = [0; N];
        let taken = self.take(N);
        octets[..taken.len()].copy_from_slice(taken);
        octets
    }
}
