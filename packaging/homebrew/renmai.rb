# What stands between at signs is filled by packaging/recipes.
class Renmai < Formula
  desc "Turns Markdown notes about people into a private site: whom to reach out to, and why"
  homepage "@ADDRESS@"
  version "0.1.0"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@ADDRESS@/releases/download/v#{version}/renmai-#{version}-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256 aarch64-apple-darwin@"
    end
    on_intel do
      url "@ADDRESS@/releases/download/v#{version}/renmai-#{version}-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256 x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "@ADDRESS@/releases/download/v#{version}/renmai-#{version}-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256 aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "@ADDRESS@/releases/download/v#{version}/renmai-#{version}-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256 x86_64-unknown-linux-musl@"
    end
  end

  def install
    bin.install "renmai"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/renmai.bash" => "renmai"
    zsh_completion.install "completions/_renmai"
    fish_completion.install "completions/renmai.fish"
  end

  test do
    system bin/"renmai", "init", "journal"
    system bin/"renmai", "--root", "journal", "build"
    assert_path_exists testpath/"journal/site/index.html"
  end
end
