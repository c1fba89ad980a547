namespace SharedConsular.Runtime;

/// <summary>Where the root key lies. Whoever loses it loses every sealed word.</summary>
/// <remarks>Every method throws an <see cref="IOException"/> whose message says what is wrong with the place, and never a key.</remarks>
public interface IRootKeyPlace
{
    /// <summary>The key in use: 32 bytes. A place that can make keys makes the first.</summary>
    byte[] ReadCurrent();

    /// <summary>The key that is to come after it; null when nobody prepared one.</summary>
    byte[]? FindNext();

    /// <summary>Prepares the key that is to come, unless there is one already.</summary>
    byte[] PrepareNext();

    /// <summary>Everything is wrapped by the next key now: from here on it is the current one.</summary>
    void Promote();
}
