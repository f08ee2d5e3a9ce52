mod world;
use minato_workload::Phase;
use world::{World, shell};
#[test]
fn timing() {
    let world = World::new();
    let running = world.start_with_kernel();
    world.import_image(&running);
    for n in [1, 1, 1] {
        let boxes: Vec<_> = (0..n).map(|_| world.sandbox(vec![shell("main", "sleep 2")])).collect();
        for b in &boxes { let s = world.reach(b, Phase::Stopped);
          let f = s.containers[0].finished_at.unwrap();
          eprintln!("finished → stopping {:?} → ended {:?} → stopped {:?}", s.stopping_at.unwrap() - f, s.execution_stopped_at.unwrap() - f, s.stopped_at.unwrap() - f); }
    }
}
