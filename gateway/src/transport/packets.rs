//! A connection as packets (RFC 6613 section 2.6).

use std::io;
use std::rc::Rc;
use std::time::Duration;

use radius::packet::Framer;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::time::{Instant, sleep_until, timeout};

use super::Outbox;

/// Octets that are read at once.
const READ_OCTETS: usize = 16 * 1024;

/// How long a peer may take to accept what is written to it.
const WRITE_LIMIT: Duration = Duration::from_secs(10);

/// A connection that packets are read from and written to.
pub(super) struct Packets<S> {
    stream: S,
    framer: Framer,
    buffer: Box<[u8]>,
    unread: std::ops::Range<usize>,
    outbox: Rc<Outbox>,
}

/// What happens on a connection.
pub(super) enum Event {
    /// A whole packet came in.
    Packet(Vec<u8>),
    /// The time is over.
    Timeout,
    /// The connection has ended.
    End(End),
}

/// Why a connection has ended.
#[derive(Debug, thiserror::Error)]
pub(super) enum End {
    #[error("the other end has closed it")]
    Closed,
    #[error("the other end has closed it in the middle of a packet")]
    CutOff,
    #[error("its octets are no packets: {0}")]
    Malformed(#[from] radius::Error),
    #[error("the other end does not take what is sent to it")]
    TooSlow,
    #[error("it is not needed any more")]
    Ended,
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl End {
    /// The stable, searchable name of the reason.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::CutOff => "cut_off",
            Self::Malformed(_) => "malformed",
            Self::TooSlow => "too_slow",
            Self::Ended => "ended",
            Self::Io(_) => "io",
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Packets<S> {
    /// On a connection that is established.
    pub(super) fn new(stream: S, outbox: Rc<Outbox>) -> Self {
        let buffer = vec![0; READ_OCTETS].into_boxed_slice();
        Self { stream, framer: Framer::new(), buffer, unread: 0..0, outbox }
    }

    /// Writes what waits, and gives the next thing that happens until `deadline`.
    pub(super) async fn next(&mut self, deadline: Instant) -> Event {
        loop {
            match self.framed() {
                Ok(Some(packet)) => return Event::Packet(packet),
                Ok(None) => {}
                Err(error) => return Event::End(error.into()),
            }
            if let Err(end) = self.write().await {
                return Event::End(end);
            }
            tokio::select! {
                read = self.stream.read(&mut self.buffer) => match read {
                    Ok(0) if self.framer.is_partial() => return Event::End(End::CutOff),
                    Ok(0) => return Event::End(End::Closed),
                    Ok(length) => self.unread = 0..length,
                    Err(error) => return Event::End(error.into()),
                },
                () = self.outbox.changed() => {}
                () = sleep_until(deadline) => return Event::Timeout,
            }
        }
    }

    /// The next packet of what was read already.
    fn framed(&mut self) -> Result<Option<Vec<u8>>, radius::Error> {
        let mut rest = self.buffer.get(self.unread.clone()).unwrap_or_default();
        let packet = self.framer.next_packet(&mut rest);
        self.unread.start = self.unread.end.saturating_sub(rest.len());
        packet
    }

    async fn write(&mut self) -> Result<(), End> {
        if self.outbox.is_full() {
            return Err(End::TooSlow);
        }
        let octets = self.outbox.take();
        if !octets.is_empty() {
            let written = async {
                self.stream.write_all(&octets).await?;
                self.stream.flush().await
            };
            timeout(WRITE_LIMIT, written).await.map_err(|_| End::TooSlow)??;
        }
        match self.outbox.is_closed() {
            true => {
                // Politeness only: the connection ends in any case.
                let _ = timeout(WRITE_LIMIT, self.stream.shutdown()).await;
                Err(End::Ended)
            }
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: [u8; 20] = [1, 7, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    #[tokio::test]
    async fn packets_are_read_whole_and_written_as_they_come() {
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let outbox = Rc::new(Outbox::default());
        let mut packets = Packets::new(ours, Rc::clone(&outbox));
        let soon = || Instant::now() + Duration::from_millis(50);
        theirs.write_all(&PACKET[..7]).await.unwrap();
        assert!(matches!(packets.next(soon()).await, Event::Timeout));
        theirs.write_all(&[&PACKET[7..], &PACKET].concat()).await.unwrap();
        for _ in 0..2 {
            assert!(matches!(packets.next(soon()).await, Event::Packet(it) if it == PACKET));
        }
        outbox.push(b"answer");
        assert!(matches!(packets.next(soon()).await, Event::Timeout));
        let mut answer = [0; 6];
        theirs.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"answer");
        theirs.write_all(&[1, 2, 0, 3]).await.unwrap();
        theirs.write_all(&[0; 16]).await.unwrap();
        assert!(matches!(packets.next(soon()).await, Event::End(End::Malformed(_))));
    }

    #[tokio::test]
    async fn a_peer_that_does_not_read_loses_its_connection() {
        let (ours, _theirs) = tokio::io::duplex(64);
        let outbox = Rc::new(Outbox::default());
        let mut packets = Packets::new(ours, Rc::clone(&outbox));
        (0..=256).for_each(|_| outbox.push(&[0; 4096]));
        let end = packets.next(Instant::now() + WRITE_LIMIT).await;
        assert!(matches!(end, Event::End(End::TooSlow)));
    }
}
