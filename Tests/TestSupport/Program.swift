import Glibc

/// Runs the built program as a user does: as a process of its own, in a folder of its own.
public struct Program: Sendable {
  /// What a run left behind.
  public struct Result: Sendable {
    /// The exit status; 128 and the number of the signal for a process that one ended.
    public var status: Int32
    public var output: [UInt8]
    public var errors: [UInt8]
    /// The most memory that was resident at once, in kilobytes, as last seen while it ran;
    /// 0 where it was not watched.
    public var peakKilobytes: Int

    public var text: String { String(decoding: output, as: UTF8.self) }
    public var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// Why a run could not be made at all.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  /// What is run; the program itself stands beside the bundle of the tests.
  public var executable: String
  /// Where it runs.
  public var folder: String
  /// All of its environment, as `NAME=value`.
  public var environment = ["PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"]

  /// Whether to watch how much memory it takes.
  public var watchesMemory = false

  /// The program under test, to run in `folder`.
  public init(in folder: String) {
    self.folder = folder
    executable = Self.recount
  }

  /// The path of the built program.
  public static let recount: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count - 1))
    let tests = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return tests[...(tests.lastIndex(of: "/") ?? tests.startIndex)] + "recount"
  }()

  /// Runs the program to its end.
  ///
  /// - Parameter input: what it reads from standard input; without it there is nothing to read.
  public func callAsFunction(_ arguments: [String], input: [UInt8] = []) throws -> Result {
    let files = try (0..<3).map { _ in try UnnamedFile() }
    try files[0].write(input)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file.descriptor, Int32(number))
    }
    // The shell goes to the folder and becomes the program.
    let start = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, folder, executable]
    var words = (start + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    var process: pid_t = 0
    let problem = posix_spawn(&process, "/bin/sh", &actions, nil, &words, &settings)
    guard problem == 0 else {
      throw Failure(description: "\(executable): \(String(cString: strerror(problem)))")
    }
    let (status, peak) = wait(for: process)
    return Result(
      status: status, output: try files[1].contents(), errors: try files[2].contents(),
      peakKilobytes: peak)
  }

  /// Runs a line of the shell in which `"$RECOUNT"` is the program.
  public func shell(_ line: String) throws -> Result {
    var shell = self
    shell.executable = "/bin/sh"
    shell.environment.append("RECOUNT=\(executable)")
    return try shell(["-c", line])
  }

  /// The peak is looked up while the process runs: what `wait4` tells holds the memory of the
  /// tests too, for a new process shares it until its program is loaded.
  private func wait(for process: pid_t) -> (status: Int32, peakKilobytes: Int) {
    var status: Int32 = 0
    var peak = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if watchesMemory { peak = max(peak, Self.residentPeak(of: process)) }
      usleep(2000)
    }
    let signal = status & 0x7F
    return (signal == 0 ? status >> 8 & 0xFF : 128 + signal, peak)
  }

  private static func residentPeak(of process: pid_t) -> Int {
    guard let file = fopen("/proc/\(process)/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let bytes = line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      let words = bytes.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
        .map { String(decoding: $0, as: UTF8.self) }
      if words.first == "VmHWM:", words.count > 1 { return Int(words[1]) ?? 0 }
    }
    return 0
  }
}

/// A file without a name, gone once it is closed.
private final class UnnamedFile {
  let descriptor: Int32

  init() throws {
    var template = Array("/tmp/recount-run-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
      throw Program.Failure(description: "no temporary file")
    }
    unlink(template)
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Program.Failure(description: "a temporary file is full") }
      rest = rest.dropFirst(count)
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  func contents() throws -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    lseek(descriptor, 0, SEEK_SET)
    return try Array(unsafeUninitializedCapacity: max(0, size)) { buffer, count in
      while count < size {
        let got = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        guard got > 0 else { throw Program.Failure(description: "a temporary file is cut") }
        count += got
      }
    }
  }
}
