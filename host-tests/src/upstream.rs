//! An HTTP/1.1 server that answers every request with the request head it saw.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::Result;

/// How long a connection may be silent.
const SILENCE: Duration = Duration::from_secs(60);

/// The server. The body of each answer is the request line and the header lines, as they came.
/// The query `?status=NNN` chooses the status of the answer, and `?status=302&location=URL` where
/// it leads.
#[derive(Debug)]
pub struct Upstream {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
}

impl Upstream {
    /// Listens on a free loopback port.
    ///
    /// # Errors
    ///
    /// A [`Failure`](crate::Failure) when no socket can be had.
    pub fn start() -> Result<Self> {
        Self::start_on(0)
    }

    /// Listens on this loopback port.
    ///
    /// # Errors
    ///
    /// A [`Failure`](crate::Failure) when the port is not free.
    pub fn start_on(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let requests = Arc::new(AtomicUsize::new(0));
        let stopped = Arc::new(AtomicBool::new(false));
        let (counted, ended) = (Arc::clone(&requests), Arc::clone(&stopped));
        thread::spawn(move || {
            for connection in listener.incoming() {
                if ended.load(Ordering::Relaxed) {
                    return;
                }
                if let Ok(connection) = connection {
                    let counted = Arc::clone(&counted);
                    thread::spawn(move || serve(&connection, &counted));
                }
            }
        });
        Ok(Self { address, requests, stopped })
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// How many requests have come in.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // Wakes the accepting thread, which then sees the flag.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
    }
}

fn serve(connection: &TcpStream, requests: &AtomicUsize) {
    let _ = connection.set_read_timeout(Some(SILENCE));
    let mut reader = BufReader::new(connection);
    while let Some(head) = read_head(&mut reader) {
        requests.fetch_add(1, Ordering::Relaxed);
        if read_body(&mut reader, &head).is_err() {
            return;
        }
        if answer(connection, &head).is_err() {
            return;
        }
    }
}

/// The request line and header lines without the empty line, or `None` at the end.
fn read_head(reader: &mut BufReader<&TcpStream>) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    loop {
        let mut line = Vec::new();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return None,
            Ok(_) if line == b"\r\n" => return Some(head),
            Ok(_) => head.extend_from_slice(&line),
        }
    }
}

/// Reads the body and forgets it; of chunks, with the trailers behind them.
fn read_body(reader: &mut BufReader<&TcpStream>, head: &[u8]) -> std::io::Result<()> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    if value("transfer-encoding:") != Some("chunked") {
        let length = value("content-length:").and_then(|value| value.parse().ok()).unwrap_or(0);
        return skip(reader, length);
    }
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        match u64::from_str_radix(line.trim(), 16) {
            Ok(0) | Err(_) => break,
            Ok(length) => skip(reader, length + 2)?,
        }
    }
    // Trailers end as a head does.
    read_head(reader).map(|_| ()).ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
}

fn skip(reader: &mut BufReader<&TcpStream>, length: u64) -> std::io::Result<()> {
    std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink()).map(|_| ())
}

fn answer(mut connection: &TcpStream, head: &[u8]) -> std::io::Result<()> {
    let line = String::from_utf8_lossy(head);
    let line = line.lines().next().unwrap_or_default();
    let query = line.split_once("?status=").map(|(_, query)| query);
    let query = query.and_then(|query| query.split_whitespace().next()).unwrap_or_default();
    let (status, location) = query.split_once("&location=").unwrap_or((query, ""));
    let status = status.parse::<u16>().unwrap_or(200);
    let location =
        if location.is_empty() { String::new() } else { format!("location: {location}\r\n") };
    let mut octets = format!(
        "HTTP/1.1 {status} Answer\r\n{location}content-type: text/plain\r\ncontent-length: {}\r\n\r\n",
        head.len()
    )
    .into_bytes();
    octets.extend_from_slice(head);
    connection.write_all(&octets)
}
