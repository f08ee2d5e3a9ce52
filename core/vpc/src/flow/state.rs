//! What the packets of a connection say about it.

use super::Flow;
use crate::{drop_reason::DropReason, packet::tcp};

/// Which end of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Who opened it.
    Initiator,
    /// Whom it was opened to.
    Responder,
}

impl Role {
    fn index(self) -> usize {
        match self {
            Role::Initiator => 0,
            Role::Responder => 1,
        }
    }
}

/// What is known of a TCP connection. Pairs are by role, the initiator first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TcpState {
    /// The initiator has acknowledged the answer.
    pub confirmed: bool,
    /// Who has sent FIN.
    pub finished: [bool; 2],
    /// One end has reset the connection.
    pub reset: bool,
    /// Who has sent anything but a reset since then.
    pub alive: [bool; 2],
    /// Both ends have closed it, and the last acknowledgement was seen.
    pub closed: bool,
    /// Both ends have opened it.
    pub simultaneous: bool,
}

/// What a packet does to its flow, when it passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It is counted.
    Pass,
    /// It makes a flow an established one.
    Establish,
    /// It closes an established flow: it is counted, and the counts begin again at zero.
    Close,
    /// It is counted, and ends the flow.
    End,
    /// The flow is over, and the packet opens another.
    Renew,
    /// It opens the flow from the other end as well, if rules allow that: then it establishes it.
    OpenBack,
}

/// What a packet other than TCP does.
pub(crate) fn answer(flow: &mut Flow, role: Role) -> Effect {
    if role == Role::Responder && !flow.answered {
        flow.answered = true;
        return Effect::Establish;
    }
    Effect::Pass
}

/// What a TCP packet does. `flow` is changed as if it passed.
pub(crate) fn tcp(flow: &mut Flow, role: Role, flags: u8) -> Result<Effect, DropReason> {
    match flags {
        tcp::SYN => syn(flow, role),
        _ if flags == tcp::SYN | tcp::ACK => syn_ack(flow, role),
        _ if flags & tcp::RST != 0 => Ok(reset(flow)),
        _ => data(flow, role, flags & tcp::FIN != 0),
    }
}

fn syn(flow: &mut Flow, role: Role) -> Result<Effect, DropReason> {
    let state = &flow.tcp;
    if state.reset || state.closed || state.finished == [true, true] {
        return Ok(Effect::Renew);
    }
    if role == Role::Initiator || state.simultaneous {
        return Ok(Effect::Pass);
    }
    if flow.answered {
        return Err(DropReason::TcpState);
    }
    flow.answered = true;
    flow.tcp.simultaneous = true;
    Ok(Effect::OpenBack)
}

fn syn_ack(flow: &mut Flow, role: Role) -> Result<Effect, DropReason> {
    let state = &flow.tcp;
    if state.reset || state.closed || (role == Role::Initiator && !state.simultaneous) {
        return Err(DropReason::TcpState);
    }
    if flow.answered {
        return Ok(Effect::Pass);
    }
    flow.answered = true;
    Ok(Effect::Establish)
}

fn reset(flow: &mut Flow) -> Effect {
    if flow.is_established() {
        flow.tcp.reset = true;
        return Effect::Close;
    }
    flow.tcp.alive = [false, false];
    if flow.answered { Effect::Pass } else { Effect::End }
}

fn data(flow: &mut Flow, role: Role, fin: bool) -> Result<Effect, DropReason> {
    if !flow.answered {
        // A stack that still knows an older connection answers a SYN with a mere acknowledgement.
        return if role == Role::Initiator || fin { Err(DropReason::TcpState) } else { Ok(Effect::Pass) };
    }
    let state = &mut flow.tcp;
    if state.closed {
        return Ok(Effect::Pass);
    }
    if state.reset {
        // A reset that its receiver did not believe: both ends go on talking.
        state.alive[role.index()] = true;
        if state.alive != [true, true] {
            return Ok(Effect::Pass);
        }
        state.reset = false;
        state.alive = [false, false];
        return Ok(Effect::Establish);
    }
    if state.finished == [true, true] && !fin {
        state.closed = true;
        return Ok(Effect::Close);
    }
    if role == Role::Initiator {
        state.confirmed = true;
    }
    if fin {
        state.finished[role.index()] = true;
    }
    Ok(Effect::Pass)
}
