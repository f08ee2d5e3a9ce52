//! The program in the kernel and its specification decide alike about every packet. Needs root.
//!
//! `MINATO_TWIN_PACKETS`, `MINATO_TWIN_NETWORKS` and `MINATO_TWIN_SEED` set another size than the default.

mod headers;
mod host;
mod network;
mod packets;
mod places;
mod run;
mod ways;

use std::env;

use minato_vpc::DropReason;

fn setting(name: &str, default: u64) -> u64 {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn the_program_and_its_specification_agree() {
    let size = run::Size {
        packets: usize::try_from(setting("MINATO_TWIN_PACKETS", 50_000)).expect("it fits"),
        networks: usize::try_from(setting("MINATO_TWIN_NETWORKS", 50)).expect("it fits"),
        seed: setting("MINATO_TWIN_SEED", 1),
    };
    let summary = run::run(size);
    assert!(summary.packets >= size.packets);
    // What is never seen is not tested.
    assert!(summary.delivered > summary.packets / 20, "{summary:?}");
    assert!(summary.answered > 0, "{summary:?}");
    let never = [DropReason::Rewrite, DropReason::FrameTruncated];
    let unseen: Vec<_> =
        DropReason::ALL.iter().filter(|r| !summary.drops.contains_key(r) && !never.contains(r)).collect();
    assert!(unseen.is_empty() || size.packets < 50_000, "never dropped for {unseen:?}: {summary:?}");
}
