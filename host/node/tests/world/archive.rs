//! Images as archives, made from what the machine has.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A docker-archive with busybox, made with nothing but `tar` and `sha256sum`.
pub(super) fn busybox_archive(directory: &Path) -> PathBuf {
    let build = r#"
        set -eu
        mkdir -p image/root/bin image/root/etc image/root/tmp
        cp /bin/busybox image/root/bin/busybox
        for applet in sh sleep echo cat id nc ip kill hostname wget head grep touch test dd tail true; do
            ln -sf busybox image/root/bin/$applet
        done
        printf 'root:x:0:0:root:/:/bin/sh\nweb:x:33:44::/:/bin/sh\n' > image/root/etc/passwd
        printf 'root:x:0:\nstaff:x:50:web\n' > image/root/etc/group
        tar -C image/root -cf image/layer.tar .
        digest=$(sha256sum image/layer.tar | cut -d' ' -f1)
        architecture=$(uname -m | sed 's/x86_64/amd64/;s/aarch64/arm64/')
        printf '{"architecture":"%s","os":"linux","config":{"Cmd":["/bin/sh"],"Env":["PATH=/bin","FROM=image"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' "$architecture" "$digest" > image/config.json
        printf '[{"Config":"config.json","RepoTags":["mt-busybox:test"],"Layers":["layer.tar"]}]' > image/manifest.json
        tar -C image -cf image.tar manifest.json config.json layer.tar
    "#;
    let status = Command::new("sh").args(["-c", build]).current_dir(directory).status().unwrap();
    assert!(status.success());
    directory.join("image.tar")
}

/// The same image as an OCI layout that names nothing. Made from what [`busybox_archive`] made.
pub(crate) fn oci_archive(directory: &Path) -> PathBuf {
    let build = r#"
        set -eu
        blobs=oci/blobs/sha256
        mkdir -p $blobs
        add() { digest=$(sha256sum "$1" | cut -d' ' -f1); size=$(stat -c %s "$1"); cp "$1" $blobs/$digest; }
        add image/config.json; config="{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"sha256:$digest\",\"size\":$size}"
        add image/layer.tar; layer="{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"sha256:$digest\",\"size\":$size}"
        type=application/vnd.oci.image.manifest.v1+json
        printf '{"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}' $type "$config" "$layer" > image/oci.json
        add image/oci.json
        printf '{"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"sha256:%s","size":%s}]}' $type $digest $size > oci/index.json
        printf '{"imageLayoutVersion":"1.0.0"}' > oci/oci-layout
        tar -C oci -cf oci.tar index.json oci-layout blobs
    "#;
    let status = Command::new("sh").args(["-c", build]).current_dir(directory).status().unwrap();
    assert!(status.success());
    directory.join("oci.tar")
}
