# From this source tree: nix-build -E '(import <nixpkgs> {}).callPackage ./packaging/nix/package.nix {}'
{ lib, rustPlatform, installShellFiles }:

rustPlatform.buildRustPackage {
  pname = "renmai";
  version = "0.1.0";

  src = lib.cleanSource ../..;
  cargoLock.lockFile = ../../Cargo.lock;

  nativeBuildInputs = [ installShellFiles ];

  # The tests write journals and look at permissions; a plain `cargo test` runs them all.
  doCheck = false;

  postInstall = ''
    installShellCompletion --cmd renmai \
      --bash <($out/bin/renmai completions bash) \
      --zsh <($out/bin/renmai completions zsh) \
      --fish <($out/bin/renmai completions fish)
    for page in $($out/bin/renmai man | sed -n 's/^\.TH renmai-\([a-z]*\) .*/\1/p'); do
      $out/bin/renmai man "$page" > "renmai-$page.1"
    done
    $out/bin/renmai man | awk '/^\.TH / { pages++ } pages < 2' > renmai.1
    installManPage renmai*.1
  '';

  meta = {
    description = "Turns Markdown notes about people into a private site: whom to reach out to, and why";
    license = [ lib.licenses.mit lib.licenses.asl20 ];
    mainProgram = "renmai";
  };
}
