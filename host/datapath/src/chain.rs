//! What is attached to a link, whoever holds it.
//!
//! An attachment lives as long as its pin or a process holds it, and the pin may be out of sight: in a mount of the BPF file system
//! that another mount namespace still has, after ours was taken away or our process was started in a mount namespace of its own.
//! Two attachments would then stand behind each other, and the older one would decide, by tables that nobody writes any more.

use std::{
    ffi::{CStr, CString},
    io,
    os::{
        fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd},
        unix::ffi::OsStrExt,
    },
    path::Path,
};

/// As many programs the kernel lets stand at one place of a link (`BPF_MPROG_MAX`).
const PROGRAMS_MAX: usize = 64;

/// An attachment to a link's ingress.
#[derive(Debug)]
pub(crate) struct Attached {
    /// The kernel's number of the attachment.
    pub(crate) id: u32,
    /// The kernel's number of the program.
    pub(crate) program: u32,
    fd: OwnedFd,
}

impl Attached {
    /// Puts another program in the place of the one that is there, between two packets.
    pub(crate) fn replace(&self, program: BorrowedFd<'_>) -> io::Result<()> {
        // SAFETY: both are open, and no options are given.
        let result = unsafe { libbpf_sys::bpf_link_update(self.fd.as_raw_fd(), program.as_raw_fd(), std::ptr::null()) };
        checked(result).map(drop)
    }

    /// Pins it.
    pub(crate) fn pin(&self, path: &Path) -> io::Result<()> {
        let path = CString::new(path.as_os_str().as_bytes())?;
        // SAFETY: the attachment is open, and the path ends with a zero.
        checked(unsafe { libbpf_sys::bpf_obj_pin(self.fd.as_raw_fd(), path.as_ptr()) }).map(drop)
    }

    /// Takes it off the link, whoever holds it.
    pub(crate) fn detach(&self) -> io::Result<()> {
        // SAFETY: the attachment is open.
        checked(unsafe { libbpf_sys::bpf_link_detach(self.fd.as_raw_fd()) }).map(drop)
    }
}

/// The attachments to a link's ingress whose program has this name, in the order in which packets meet them. One that is just being
/// taken off is left out.
pub(crate) fn of(ifindex: u32, name: &CStr) -> io::Result<Vec<Attached>> {
    let target = i32::try_from(ifindex).map_err(|_| io::Error::from_raw_os_error(libc::ENODEV))?;
    let (mut programs, mut links) = ([0_u32; PROGRAMS_MAX], [0_u32; PROGRAMS_MAX]);
    let mut options = libbpf_sys::bpf_prog_query_opts {
        sz: size_of::<libbpf_sys::bpf_prog_query_opts>() as _,
        prog_ids: programs.as_mut_ptr(),
        link_ids: links.as_mut_ptr(),
        ..Default::default()
    };
    options.__bindgen_anon_1.count = u32::try_from(PROGRAMS_MAX).expect("it is small");
    // SAFETY: both lists have room for as many numbers as the options say.
    let result = unsafe { libbpf_sys::bpf_prog_query_opts(target, libbpf_sys::BPF_TCX_INGRESS, &raw mut options) };
    match checked(result) {
        // Nothing was ever attached.
        Err(error) if error.raw_os_error() == Some(libc::ENOENT) => return Ok(Vec::new()),
        result => result?,
    };
    // SAFETY: the kernel has written how many there are.
    let count = unsafe { options.__bindgen_anon_1.count } as usize;
    let mut found = Vec::new();
    for (program, id) in programs.into_iter().zip(links).take(count) {
        // What others attach without a link has no number of one.
        if id == 0 || !is_named(program, name)? {
            continue;
        }
        // SAFETY: it takes a number.
        if let Some(fd) = there(opened(unsafe { libbpf_sys::bpf_link_get_fd_by_id(id) }))? {
            found.push(Attached { id, program, fd });
        }
    }
    Ok(found)
}

/// The kernel's number of a program.
pub(crate) fn number_of(program: BorrowedFd<'_>) -> io::Result<u32> {
    info_of(program).map(|info| info.id)
}

/// Whether a program has a name; one that is gone has none.
fn is_named(program: u32, name: &CStr) -> io::Result<bool> {
    // SAFETY: it takes a number.
    let opened = opened(unsafe { libbpf_sys::bpf_prog_get_fd_by_id(program) });
    let Some(fd) = there(opened)? else { return Ok(false) };
    // Characters have a sign on some machines.
    let said = info_of(fd.as_fd())?.name.map(|character| character.to_ne_bytes()[0]);
    Ok(CStr::from_bytes_until_nul(&said).is_ok_and(|said| said == name))
}

/// What has gone meanwhile, or is just going, is not there.
fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if matches!(error.raw_os_error(), Some(libc::ENOENT | libc::EAGAIN)) => Ok(None),
        found => found.map(Some),
    }
}

fn info_of(program: BorrowedFd<'_>) -> io::Result<libbpf_sys::bpf_prog_info> {
    let mut info = libbpf_sys::bpf_prog_info::default();
    let mut length = u32::try_from(size_of_val(&info)).expect("it is small");
    // SAFETY: the program is open, and the answer has room for as many bytes as are said.
    let result = unsafe { libbpf_sys::bpf_prog_get_info_by_fd(program.as_raw_fd(), &raw mut info, &raw mut length) };
    checked(result).map(|_| info)
}

/// libbpf's answer: a negative one is an error's number.
fn checked(result: i32) -> io::Result<i32> {
    if result < 0 { Err(io::Error::from_raw_os_error(-result)) } else { Ok(result) }
}

fn opened(result: i32) -> io::Result<OwnedFd> {
    // SAFETY: what is not negative is a descriptor that was just opened, and nobody else's.
    checked(result).map(|fd| unsafe { OwnedFd::from_raw_fd(fd) })
}
