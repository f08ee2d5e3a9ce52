//! Compiles the programs, with the headers that come from Rust: the drop reasons, and assertions on layouts.

use std::{env, error::Error, fs, path::PathBuf};

use libbpf_cargo::SkeletonBuilder;

#[path = "src/layout.rs"]
#[allow(unreachable_pub, reason = "the crate uses it, the script only its assertions")]
mod layout;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=bpf");
    println!("cargo::rerun-if-changed=src/layout.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let architecture = env::var("CARGO_CFG_TARGET_ARCH")?;
    fs::write(out.join("drop_reason.h"), minato_vpc::DropReason::c_header())?;
    fs::write(out.join("layout_asserts.h"), layout::c_asserts() + &layout::c_number_asserts())?;

    let include = |path: String| ["-I".to_owned(), path];
    let mut arguments: Vec<String> = ["-g", "-O2", "-mcpu=v3", "-Wall", "-Wextra", "-Werror"].map(str::to_owned).into();
    arguments.extend(include("bpf".to_owned()));
    arguments.extend(include(out.display().to_string()));
    // Where Debian and Ubuntu keep <asm/types.h>; elsewhere it is in the default place.
    arguments.extend(["-idirafter".to_owned(), format!("/usr/include/{architecture}-linux-gnu")]);
    let compile = |object: &str, arguments: Vec<String>| {
        SkeletonBuilder::new().source("bpf/eni.bpf.c").obj(out.join(object)).clang_args(arguments).build()
    };
    compile("eni.bpf.o", arguments.clone())?;
    // The same source, telling what it does.
    arguments.push("-DTRACING".to_owned());
    compile("trace.bpf.o", arguments)?;
    Ok(())
}
